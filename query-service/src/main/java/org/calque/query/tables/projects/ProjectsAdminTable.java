package org.calque.query.tables.projects;

import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// One project, for administrators.
public final class ProjectsAdminTable {
    public static final Table TABLE = ProjectsTable.TABLE
            .virtual("projects_admin")
            .readOnly()
            .adminOnly()
            .projects(ProjectRule.GIVEN)
            .build();

    private ProjectsAdminTable() {}
}
