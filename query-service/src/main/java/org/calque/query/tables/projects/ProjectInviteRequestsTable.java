package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// How somebody asks to be invited to a project: each account writes its own request, and reads none.
public final class ProjectInviteRequestsTable {
    public static final Table TABLE = Table.named("project_invite_requests")
            .heldBy(Service.PROJECTS, "projects.api_projects")
            .key("project_id")
            .columns(
                    uuid("project_id").set(),
                    map("invite_requests").dates("timestamp").set())
            .build();

    private ProjectInviteRequestsTable() {}
}
