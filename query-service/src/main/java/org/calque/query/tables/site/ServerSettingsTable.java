package org.calque.query.tables.site;

import static org.calque.query.tables.Column.text;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// Settings of the site, to be written by administrators; they read them as [SiteSettingsTable].
public final class ServerSettingsTable {
    public static final Table TABLE = Table.named("server_settings")
            .heldBy(Service.ACCOUNTS, "accounts.api_site_settings")
            .key("name")
            .adminOnly()
            .required("name")
            .columns(text("name").set(), text("value").set())
            .build();

    private ServerSettingsTable() {}
}
