package org.calque.query.tables.site;

import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// Errors that clients saw and reported, for administrators.
public final class ClientErrorLogTable {
    public static final Table TABLE = Table.named("client_error_log")
            .heldBy(Service.ACCOUNTS, "accounts.api_client_error_log")
            .key("id")
            .adminOnly()
            .columns(
                    uuid("id").get(),
                    text("event").get(),
                    text("error").get(),
                    uuid("account_id").get(),
                    time("time").get(),
                    time("expire").get())
            .build();

    private ClientErrorLogTable() {}
}
