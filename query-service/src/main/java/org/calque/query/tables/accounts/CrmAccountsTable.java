package org.calque.query.tables.accounts;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.name;
import static org.calque.query.tables.Column.real;
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
            .writtenAs("crm_accounts")
            .nullClears()
            .required("account_id")
            .columns(
                    uuid("account_id").get().set(),
                    name("name").get().set(),
                    name("first_name").get("\"\"").set(),
                    name("last_name").get("\"\"").set(),
                    integer("autosave").get("45").set(),
                    integer("font_size").get("14").set(),
                    flag("unlisted").get("false").set(),
                    integer("purchase_closing_day").get().set(),
                    real("min_balance").get().set(),
                    texts("groups").get(),
                    flag("banned").get().set(),
                    text("notes").get().set(),
                    integer("salesloft_id").get(),
                    text("sign_up_usage_intent").get(),
                    uuid("owner_id").get(),
                    flag("deleted").get())
            .build();

    private CrmAccountsTable() {}
}
