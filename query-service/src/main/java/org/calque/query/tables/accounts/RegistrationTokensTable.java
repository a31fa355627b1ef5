package org.calque.query.tables.accounts;

import static org.calque.query.tables.Column.decimal;
import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// What visitors must know to sign up, for administrators. Only a hash of a token is kept: a set names it by its text,
/// and a get tells its first and last characters.
public final class RegistrationTokensTable {
    public static final Table TABLE = Table.named("registration_tokens")
            .heldBy(Service.ACCOUNTS, "accounts.api_registration_tokens")
            .key("token")
            .adminOnly()
            .deletes()
            .required("token")
            .columns(
                    text("token").get().set(),
                    text("descr").get().set(),
                    time("expires").get().set(),
                    decimal("counter").get(),
                    decimal("limit").get().set(),
                    flag("disabled").get().set())
            .build();

    private RegistrationTokensTable() {}
}
