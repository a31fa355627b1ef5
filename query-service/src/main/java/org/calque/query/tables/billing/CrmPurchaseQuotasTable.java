package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.real;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.uuid;

import org.calque.query.tables.Table;

/// How much accounts may spend on each service, for administrators.
public final class CrmPurchaseQuotasTable {
    public static final Table TABLE = PurchaseQuotasTable.TABLE
            .virtual("crm_purchase_quotas")
            .writtenAs("crm_purchase_quotas")
            .adminOnly()
            .nullClears()
            .columns(
                    integer("id").get().set(),
                    uuid("account_id").get().set(),
                    text("service").get().set(),
                    real("value").get().set())
            .build();

    private CrmPurchaseQuotasTable() {}
}
