package org.calque.query.tables.accounts;

import static org.calque.query.tables.Column.map;

import org.calque.query.tables.Table;

/// How people look to others: a color and a picture of anybody whose id is known.
public final class AccountProfilesTable {
    public static final Table TABLE = AccountsTable.TABLE
            .virtual("account_profiles")
            .only("account_id")
            .readOnly()
            .limit(1)
            .columns(map("profile").get("{}"))
            .build();

    private AccountProfilesTable() {}
}
