package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.UUID;
import org.calque.messages.Service;
import org.calque.query.tables.SetRule;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// What people did in the caller's projects of late.
public final class ProjectLogTable {
    public static final Table TABLE = Table.named("project_log")
            .heldBy(Service.PROJECTS, "projects.api_project_log")
            .key("id")
            .projects(ProjectRule.MINE)
            .where("t.time >= now() - interval '2 months'")
            .limit(300)
            .orderBy("-time")
            .columns(
                    uuid("id").get().setBy(new SetRule.Computed(ProjectLogTable::id)),
                    uuid("project_id").get().setBy(new SetRule.ProjectWrite()),
                    time("time").get().set(),
                    uuid("account_id").get().setBy(new SetRule.Caller()),
                    map("event").get().set())
            .build();

    private ProjectLogTable() {}

    /// An entry without an id is a new one.
    private static JsonNode id(ObjectNode row, UUID caller) {
        return row.hasNonNull("id") ? null : TextNode.valueOf(UUID.randomUUID().toString());
    }
}
