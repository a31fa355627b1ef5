package org.calque.query.tables.accounts;

import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.name;

import org.calque.query.tables.Table;

/// Everybody who is on a project with the caller, the caller included.
public final class CollaboratorsTable {
    public static final Table TABLE = AccountsTable.TABLE
            .virtual("collaborators")
            .only("account_id", "first_name", "last_name", "last_active")
            .readOnly()
            .people()
            .columns(name("name").get("\"\""), map("profile").get())
            .build();

    private CollaboratorsTable() {}
}
