package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.text;

import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// All public paths of projects that the caller is on and was active in, newest first.
public final class AllPublicPathsTable {
    public static final Table TABLE = PublicPathsTable.TABLE
            .virtual("all_public_paths")
            .only(
                    "id",
                    "project_id",
                    "path",
                    "description",
                    "disabled",
                    "unlisted",
                    "authenticated",
                    "license",
                    "last_edited",
                    "created",
                    "last_saved",
                    "counter",
                    "compute_image")
            .readOnly()
            .columns(text("compute_image").get())
            .projects(ProjectRule.OPEN)
            .where("{member}")
            .where("exists (select from projects.api_projects p where p.project_id = t.project_id"
                    + " and jsonb_exists(p.last_active, {me}::text))")
            .orderBy("-last_edited")
            .whole()
            .build();

    private AllPublicPathsTable() {}
}
