package org.calque.query.tables.projects;

import org.calque.query.tables.Table;

/// Who used which files of all projects, for administrators.
public final class CrmFileUseTable {
    public static final Table TABLE =
            FileUseTable.TABLE.virtual("crm_file_use").adminOnly().readOnly().build();

    private CrmFileUseTable() {}
}
