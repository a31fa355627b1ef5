package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.real;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// The caller's subscriptions.
public final class SubscriptionsTable {
    public static final Table TABLE = Table.named("subscriptions")
            .heldBy(Service.BILLING, "billing.api_subscriptions")
            .key("id")
            .where("t.account_id = {me}")
            .columns(
                    integer("id").get(),
                    uuid("account_id").get(),
                    time("created").get(),
                    real("cost").get(),
                    text("interval").get(),
                    text("status").get(),
                    time("canceled_at").get(),
                    time("resumed_at").get(),
                    map("metadata").get(),
                    time("current_period_start").get(),
                    time("current_period_end").get(),
                    integer("latest_purchase_id").get(),
                    time("renewal_email").get(),
                    map("payment").get())
            .build();

    private SubscriptionsTable() {}
}
