package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.real;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// How much the caller may spend on each service.
public final class PurchaseQuotasTable {
    public static final Table TABLE = Table.named("purchase_quotas")
            .heldBy(Service.BILLING, "billing.api_purchase_quotas")
            .key("id")
            .where("t.account_id = {me}")
            .columns(
                    integer("id").get(),
                    uuid("account_id").get(),
                    text("service").get(),
                    real("value").get())
            .build();

    private PurchaseQuotasTable() {}
}
