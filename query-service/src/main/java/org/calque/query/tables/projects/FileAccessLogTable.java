package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// Who used which file of all projects when, for administrators.
public final class FileAccessLogTable {
    public static final Table TABLE = Table.named("file_access_log")
            .heldBy(Service.PROJECTS, "projects.api_file_access_log")
            .key("id")
            .adminOnly()
            .columns(
                    uuid("id").get(),
                    uuid("project_id").get(),
                    uuid("account_id").get(),
                    text("filename").get(),
                    time("time").get())
            .build();

    private FileAccessLogTable() {}
}
