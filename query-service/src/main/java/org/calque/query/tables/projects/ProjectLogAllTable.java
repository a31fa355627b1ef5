package org.calque.query.tables.projects;

import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// What people did in the caller's projects, however long ago.
public final class ProjectLogAllTable {
    public static final Table TABLE = ProjectLogTable.TABLE
            .virtual("project_log_all")
            .projects(ProjectRule.MINE)
            .limit(7500)
            .orderBy("-time")
            .build();

    private ProjectLogAllTable() {}
}
