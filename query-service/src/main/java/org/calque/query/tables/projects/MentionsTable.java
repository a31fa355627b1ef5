package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.decimal;
import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.UUID;
import org.calque.messages.Json;
import org.calque.messages.Service;
import org.calque.query.tables.SetRule;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// Who was mentioned of late in files of the caller's projects.
public final class MentionsTable {
    public static final Table TABLE = Table.named("mentions")
            .heldBy(Service.PROJECTS, "projects.api_mentions")
            .key("time", "project_id", "path", "target")
            .projects(ProjectRule.MINE)
            .where("t.time >= now() - interval '45 days'")
            .limit(500)
            .orderBy("-time")
            .required("project_id", "source", "path", "target")
            .columns(
                    time("time").get().setBy(new SetRule.Computed(MentionsTable::timeOrNow)),
                    uuid("project_id").get().setBy(new SetRule.ProjectWrite()),
                    text("path").get().set(),
                    uuid("source").get().set(),
                    text("target").get().set(),
                    decimal("priority").get().set(),
                    text("description").get().set(),
                    text("fragment_id").get().set(),
                    map("users").get().set())
            .build();

    private MentionsTable() {}

    /// Without a time it is a new one, of now.
    private static JsonNode timeOrNow(ObjectNode row, UUID caller) {
        return row.hasNonNull("time") ? null : TextNode.valueOf(Json.TIME.format(Instant.now()));
    }
}
