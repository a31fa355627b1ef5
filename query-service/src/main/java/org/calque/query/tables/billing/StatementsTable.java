package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.real;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// The caller's statements of account.
public final class StatementsTable {
    public static final Table TABLE = Table.named("statements")
            .heldBy(Service.BILLING, "billing.api_statements")
            .key("id")
            .where("t.account_id = {me}")
            .columns(
                    integer("id").get(),
                    text("interval").get(),
                    uuid("account_id").get(),
                    time("time").get(),
                    real("balance").get(),
                    real("total_charges").get(),
                    integer("num_charges").get(),
                    real("total_credits").get(),
                    integer("num_credits").get(),
                    text("automatic_payment_intent_id").get(),
                    time("automatic_payment").get(),
                    time("last_sent").get())
            .build();

    private StatementsTable() {}
}
