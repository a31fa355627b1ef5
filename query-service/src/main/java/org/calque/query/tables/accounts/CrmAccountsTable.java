package org.calque.query.tables.accounts;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.texts;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// All accounts, those too that are deleted, for administrators.
public final class CrmAccountsTable {
    public static final Table TABLE = AccountsTable.TABLE
            .virtual("crm_accounts")
            .heldBy(Service.ACCOUNTS, "accounts.api_crm_accounts")
            .adminOnly()
            .readOnly()
            .columns(
                    texts("groups").get(),
                    flag("banned").get(),
                    text("notes").get(),
                    integer("salesloft_id").get(),
                    text("sign_up_usage_intent").get(),
                    uuid("owner_id").get(),
                    flag("deleted").get())
            .build();

    private CrmAccountsTable() {}
}
