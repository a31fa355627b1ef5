package org.calque.query.tables.accounts;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// For which accounts a sign-in token is open, for administrators. The tokens themselves are told to nobody.
public final class CrmAuthTokensTable {
    public static final Table TABLE = Table.named("crm_auth_tokens")
            .heldBy(Service.ACCOUNTS, "accounts.api_auth_tokens")
            .key("auth_token")
            .adminOnly()
            .columns(
                    uuid("account_id").get(),
                    time("expire").get(),
                    time("created").get(),
                    uuid("created_by").get(),
                    flag("is_admin").get())
            .build();

    private CrmAuthTokensTable() {}
}
