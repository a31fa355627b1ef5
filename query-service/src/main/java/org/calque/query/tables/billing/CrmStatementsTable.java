package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.text;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// All statements of account, for administrators.
public final class CrmStatementsTable {
    public static final Table TABLE = StatementsTable.TABLE
            .virtual("crm_statements")
            .heldBy(Service.BILLING, "billing.api_crm_statements")
            .writtenAs("crm_statements")
            .adminOnly()
            .nullClears()
            .required("id")
            .columns(integer("id").get().set(), text("notes").get().set())
            .build();

    private CrmStatementsTable() {}
}
