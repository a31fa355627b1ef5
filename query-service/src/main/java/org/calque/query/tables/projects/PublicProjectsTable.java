package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.text;

import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// What anybody may know of a project that publishes something to him.
public final class PublicProjectsTable {
    public static final Table TABLE = ProjectsTable.TABLE
            .virtual("public_projects")
            .only("project_id", "title", "description", "name")
            .readOnly()
            .columns(text("title").get(), text("description").get())
            .readByAnybody()
            .projects(ProjectRule.GIVEN_OPEN)
            .where("exists (select from projects.api_public_paths p where p.project_id = t.project_id"
                    + " and p.disabled is not true and (p.authenticated is not true or {me} is not null))")
            .whenEmpty("project does not have any public paths")
            .build();

    private PublicProjectsTable() {}
}
