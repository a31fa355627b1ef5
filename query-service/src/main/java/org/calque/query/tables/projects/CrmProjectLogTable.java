package org.calque.query.tables.projects;

import org.calque.query.tables.Table;

/// What people did in all projects, for administrators.
public final class CrmProjectLogTable {
    public static final Table TABLE = ProjectLogTable.TABLE
            .virtual("crm_project_log")
            .adminOnly()
            .readOnly()
            .build();

    private CrmProjectLogTable() {}
}
