package org.calque.query.tables.projects;

import org.calque.query.tables.Table;

/// All public paths, for administrators.
public final class CrmPublicPathsTable {
    public static final Table TABLE = PublicPathsTable.TABLE
            .virtual("crm_public_paths")
            .adminOnly()
            .readOnly()
            .limit(300)
            .orderBy("-last_edited")
            .build();

    private CrmPublicPathsTable() {}
}
