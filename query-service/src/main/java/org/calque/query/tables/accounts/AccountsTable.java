package org.calque.query.tables.accounts;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.name;
import static org.calque.query.tables.Column.real;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.texts;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.SetRule;
import org.calque.query.tables.Table;

/// One's own account.
public final class AccountsTable {
    public static final Table TABLE = Table.named("accounts")
            .heldBy(Service.ACCOUNTS, "accounts.api_accounts")
            .key("account_id")
            .where("t.account_id = {me}")
            .columns(
                    uuid("account_id").get().setBy(new SetRule.Caller()),
                    time("created").get(),
                    name("name").get().set(),
                    text("email_address").get(),
                    map("email_address_verified").get(),
                    map("email_address_problem").get(),
                    map("passports").get("{}"),
                    map("editor_settings").get(AccountDefaults.EDITOR_SETTINGS).set(),
                    map("other_settings").get(AccountDefaults.OTHER_SETTINGS).set(),
                    name("first_name").get("\"\"").set(),
                    name("last_name").get("\"\"").set(),
                    map("terminal").get(AccountDefaults.TERMINAL).set(),
                    integer("autosave").get("45").set(),
                    text("evaluate_key").get("\"Shift-Enter\"").set(),
                    integer("font_size").get("14").set(),
                    time("last_active").get(),
                    map("stripe_customer").get(),
                    map("coupon_history").get(),
                    map("profile").get(AccountDefaults.PROFILE).set(),
                    texts("groups").get("[]"),
                    map("ssh_keys").get("{}").set(),
                    text("sign_up_usage_intent").set(),
                    texts("lti_id").get(),
                    flag("unlisted").get("false").set(),
                    texts("tags").get().set(),
                    texts("tours").get().set(),
                    integer("purchase_closing_day").get(),
                    real("min_balance").get(),
                    real("balance").get(),
                    flag("balance_alert").get(),
                    map("auto_balance").get().set(),
                    map("stripe_checkout_session").get(),
                    text("stripe_usage_subscription").get(),
                    flag("email_daily_statements").get().set(),
                    integer("unread_message_count").get())
            .build();

    private AccountsTable() {}
}
