package org.calque.query.tables.accounts;

import org.calque.query.tables.Table;

/// Accounts of administrators, for administrators.
public final class CrmAgentsTable {
    public static final Table TABLE = AccountsTable.TABLE
            .virtual("crm_agents")
            .adminOnly()
            .where("'admin' = any (t.groups)")
            .readOnly()
            .build();

    private CrmAgentsTable() {}
}
