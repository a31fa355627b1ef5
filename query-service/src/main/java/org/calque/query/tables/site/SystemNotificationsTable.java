package org.calque.query.tables.site;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// What administrators tell everybody.
public final class SystemNotificationsTable {
    public static final Table TABLE = Table.named("system_notifications")
            .heldBy(Service.ACCOUNTS, "accounts.api_system_notifications")
            .key("id")
            .readByAnybody()
            .setByAdmins()
            .where("t.time >= now() - interval '1 hour'")
            .required("id")
            .columns(
                    uuid("id").get().set(),
                    time("time").get().set(),
                    text("text").get("\"\"").set(),
                    text("priority").get("\"low\"").set(),
                    flag("done").get("false").set())
            .build();

    private SystemNotificationsTable() {}
}
