package org.calque.query.tables.projects;

import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// Which site licenses the public paths of a project run with.
public final class PublicPathsSiteLicenseTable {
    public static final Table TABLE = PublicPathsTable.TABLE
            .virtual("public_paths_site_license_id")
            .only("id", "project_id", "path", "site_license_id")
            .readOnly()
            .projects(ProjectRule.GIVEN)
            .build();

    private PublicPathsSiteLicenseTable() {}
}
