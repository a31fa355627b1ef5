package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.name;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.SetRule;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// The caller's projects that were edited lately.
public final class ProjectsTable {
    private static final String SETTINGS = """
            {
            "disk_quota": 3000, "cores": 1, "cpu_shares": 0, "memory": 1000, "memory_request": 0,
            "mintime": 1800, "network": 0, "member_host": 0, "ephemeral_state": 0, "ephemeral_disk": 0,
            "always_running": 0
            }""";

    public static final Table TABLE = Table.named("projects")
            .heldBy(Service.PROJECTS, "projects.api_projects")
            .key("project_id")
            .projects(ProjectRule.MINE)
            .where("t.last_edited >= now() - interval '21 days'")
            .limit(100)
            .orderBy("-last_edited")
            .columns(
                    uuid("project_id").get().setBy(new SetRule.ProjectWrite()),
                    name("name").get().set(),
                    text("title").get("\"\"").set(),
                    text("description").get("\"\"").set(),
                    map("users").get("{}").setBy(new SetRule.Computed(UsersMap::checked)),
                    map("invite").dates("time").get(),
                    map("invite_requests").dates("timestamp").get().set(),
                    flag("deleted").get().set(),
                    map("host").get().concealed(),
                    map("settings").get(SETTINGS),
                    map("site_license").get().set(),
                    map("status").get().concealed(),
                    map("state").dates("time").get(),
                    time("last_edited").get(),
                    map("last_active").dates("*").get(),
                    time("created").get(),
                    map("action_request").dates("started", "finished").get().set(),
                    map("course").dates("pay").get(),
                    map("run_quota").get(),
                    text("compute_image").get("\"default\"").set(),
                    map("env").get().set(),
                    flag("sandbox").get().set(),
                    text("avatar_image_tiny").get().set(),
                    text("avatar_image_full").set(),
                    map("pay_as_you_go_quotas").get(),
                    text("secret_token").get().concealed(),
                    text("color").get().set(),
                    integer("ephemeral").get(),
                    flag("manage_users_owner_only").get().set())
            .build();

    private ProjectsTable() {}
}
