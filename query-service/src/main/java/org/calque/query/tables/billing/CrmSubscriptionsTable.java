package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.real;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// All subscriptions, for administrators.
public final class CrmSubscriptionsTable {
    public static final Table TABLE = SubscriptionsTable.TABLE
            .virtual("crm_subscriptions")
            .heldBy(Service.BILLING, "billing.api_crm_subscriptions")
            .writtenAs("crm_subscriptions")
            .adminOnly()
            .nullClears()
            .columns(
                    integer("id").get().set(),
                    uuid("account_id").get().set(),
                    time("created").get().set(),
                    time("current_period_start").get().set(),
                    time("current_period_end").get().set(),
                    integer("latest_purchase_id").get().set(),
                    real("cost").get().set(),
                    text("interval").get().set(),
                    text("status").get().set(),
                    time("canceled_at").get().set(),
                    time("resumed_at").get().set(),
                    map("metadata").get().set(),
                    text("notes").get().set())
            .build();

    private CrmSubscriptionsTable() {}
}
