package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.real;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// What the caller has bought.
public final class PurchasesTable {
    public static final Table TABLE = Table.named("purchases")
            .heldBy(Service.BILLING, "billing.api_purchases")
            .key("id")
            .where("t.account_id = {me}")
            .columns(
                    integer("id").get(),
                    time("time").get(),
                    time("period_start").get(),
                    time("period_end").get(),
                    uuid("account_id").get(),
                    real("cost").get(),
                    flag("pending").get(),
                    real("cost_per_hour").get(),
                    real("cost_so_far").get(),
                    text("service").get(),
                    map("description").get(),
                    text("invoice_id").get(),
                    uuid("project_id").get(),
                    text("tag").get(),
                    text("notes").get())
            .build();

    private PurchasesTable() {}
}
