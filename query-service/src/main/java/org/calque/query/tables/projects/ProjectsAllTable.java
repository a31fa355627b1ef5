package org.calque.query.tables.projects;

import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// All projects of the caller, however long ago they were edited, in no particular order.
public final class ProjectsAllTable {
    public static final Table TABLE = ProjectsTable.TABLE
            .virtual("projects_all")
            .projects(ProjectRule.MINE)
            .build();

    private ProjectsAllTable() {}
}
