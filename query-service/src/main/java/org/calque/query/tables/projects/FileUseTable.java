package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.SetRule;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// Who used which files of the caller's projects of late.
public final class FileUseTable {
    public static final Table TABLE = Table.named("file_use")
            .heldBy(Service.PROJECTS, "projects.api_file_use")
            .key("id")
            .projects(ProjectRule.MINE)
            .where("t.last_edited >= now() - interval '21 days'")
            .limit(200)
            .orderBy("-last_edited")
            .required("id", "project_id", "path")
            .columns(
                    text("id").get().setBy(new SetRule.Computed(PathId::of)),
                    uuid("project_id").get().setBy(new SetRule.ProjectWrite()),
                    text("path").get().set(),
                    map("users").dates("*").get().set(),
                    time("last_edited").get().set())
            .build();

    private FileUseTable() {}
}
