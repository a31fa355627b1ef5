package org.calque.query.tables.accounts;

import org.calque.query.tables.Column;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;
import org.calque.query.tables.Type;

/// Everybody who is on one project of the caller.
public final class CollaboratorsOneProjectTable {
    public static final Table TABLE = CollaboratorsTable.TABLE
            .virtual("collaborators_one_project")
            .people()
            .projects(ProjectRule.GIVEN)
            .columns(Column.restricting("project_id", Type.UUID))
            .build();

    private CollaboratorsOneProjectTable() {}
}
