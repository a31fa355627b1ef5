package org.calque.query.tables.site;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.text;

import org.calque.query.tables.Table;

/// Settings of the site, for administrators.
public final class SiteSettingsTable {
    public static final Table TABLE = ServerSettingsTable.TABLE
            .virtual("site_settings")
            .adminOnly()
            .columns(
                    text("name").get().set(),
                    text("value").get().set(),
                    flag("readonly").get())
            .build();

    private SiteSettingsTable() {}
}
