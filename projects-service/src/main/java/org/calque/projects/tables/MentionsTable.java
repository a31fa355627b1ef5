package org.calque.projects.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.Uuids;
import org.calque.projects.PathIds;
import org.calque.projects.tables.Columns.Kind;

/// Who was mentioned by whom in a file, as clients tell it. Nobody mentions in the name of others; whoever works on the
/// project marks a mention in its `users`.
@ApplicationScoped
class MentionsTable implements TableWriter {
    private static final Columns COLUMNS = new Columns(
            "mentions",
            Map.of(
                    "time", Kind.TIME,
                    "path", Kind.TEXT,
                    "source", Kind.ID,
                    "target", Kind.TEXT,
                    "description", Kind.TEXT,
                    "fragment_id", Kind.TEXT,
                    "priority", Kind.NUMBER,
                    "users", Kind.MAP));

    private final RowsOfProjects rows;
    private final EntityManager database;

    MentionsTable(RowsOfProjects rows, EntityManager database) {
        this.rows = rows;
        this.database = database;
    }

    @Override
    public String table() {
        return "mentions";
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        var projectId = ProjectIds.of("mentions", row);
        for (var field : List.of("time", "path", "source", "target")) {
            if (!row.path(field).isTextual()) {
                throw new SetRefused("FATAL: must specify mentions." + field);
            }
        }
        var id = PathIds.of(
                projectId,
                String.join(
                        "\n",
                        row.get("time").textValue(),
                        row.get("path").textValue(),
                        row.get("target").textValue()));
        var source = sourceOf(id).orElse(caller.id());
        var values = row.deepCopy();
        values.remove("project_id");
        rows.set(COLUMNS, id, projectId, values, caller);
        checkSource(row, source);
    }

    private static void checkSource(ObjectNode row, UUID source) throws SetRefused {
        if (!Uuids.parse(row.get("source").textValue()).equals(Optional.of(source))) {
            throw new SetRefused("FATAL: mentions.source must be the account that mentions, which is " + source);
        }
    }

    private Optional<UUID> sourceOf(String id) {
        return database.createNativeQuery("select source from mentions where id = ?1", UUID.class)
                .setParameter(1, id)
                .getResultStream()
                .findFirst()
                .map(UUID.class::cast);
    }
}
