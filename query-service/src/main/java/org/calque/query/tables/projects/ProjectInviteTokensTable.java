package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.decimal;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.SetRule;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// The tokens by which accounts come to the caller's projects.
public final class ProjectInviteTokensTable {
    public static final Table TABLE = Table.named("project_invite_tokens")
            .heldBy(Service.PROJECTS, "projects.api_project_invite_tokens")
            .key("token")
            .projects(ProjectRule.MINE)
            .orderBy("-created")
            .required("project_id", "token")
            .columns(
                    uuid("project_id").get().setBy(new SetRule.ProjectWrite()),
                    text("token").get().set(),
                    time("expires").get().set(),
                    time("created").get().set(),
                    decimal("usage_limit").get().set(),
                    decimal("counter").get())
            .build();

    private ProjectInviteTokensTable() {}
}
