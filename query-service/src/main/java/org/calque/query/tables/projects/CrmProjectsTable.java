package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.name;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// All projects, for administrators.
public final class CrmProjectsTable {
    public static final Table TABLE = ProjectsTable.TABLE
            .virtual("crm_projects")
            .heldBy(Service.PROJECTS, "projects.api_crm_projects")
            .adminOnly()
            .readOnly()
            .writtenAs("crm_projects")
            .nullClears()
            .required("project_id")
            .columns(
                    uuid("project_id").get().set(),
                    name("name").get().set(),
                    text("title").get("\"\"").set(),
                    text("description").get("\"\"").set(),
                    flag("deleted").get().set(),
                    text("notes").get().set())
            .build();

    private CrmProjectsTable() {}
}
