package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.text;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// All projects, for administrators.
public final class CrmProjectsTable {
    public static final Table TABLE = ProjectsTable.TABLE
            .virtual("crm_projects")
            .heldBy(Service.PROJECTS, "projects.api_crm_projects")
            .adminOnly()
            .readOnly()
            .columns(text("notes").get())
            .build();

    private CrmProjectsTable() {}
}
