package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.SetRule;
import org.calque.query.tables.Table;

/// What only owners set of their projects.
public final class ProjectsOwnerTable {
    public static final Table TABLE = Table.named("projects_owner")
            .heldBy(Service.PROJECTS, "projects.api_projects")
            .key("project_id")
            .columns(
                    uuid("project_id").setBy(new SetRule.ProjectOwner()),
                    map("course").set())
            .build();

    private ProjectsOwnerTable() {}
}
