package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.text;

import org.calque.query.tables.Table;

/// What all accounts have bought, for administrators.
public final class CrmPurchasesTable {
    public static final Table TABLE = PurchasesTable.TABLE
            .virtual("crm_purchases")
            .writtenAs("crm_purchases")
            .adminOnly()
            .nullClears()
            .required("id")
            .columns(
                    integer("id").get().set(),
                    text("tag").get().set(),
                    text("notes").get().set())
            .build();

    private CrmPurchasesTable() {}
}
