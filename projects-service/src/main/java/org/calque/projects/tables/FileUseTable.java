package org.calque.projects.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.projects.Activity;
import org.calque.projects.PathIds;
import org.calque.projects.accesses.AccessLog;
import org.calque.projects.tables.Columns.Kind;

/// Who used which file of a project, one row per file. Whoever uses one just now is active in the project.
@ApplicationScoped
class FileUseTable implements TableWriter {
    private static final Columns COLUMNS =
            new Columns("file_use", Map.of("path", Kind.TEXT, "users", Kind.MAP, "last_edited", Kind.TIME));
    private static final Duration JUST_NOW = Duration.ofMinutes(3);

    private final RowsOfProjects rows;
    private final Activity activity;
    private final AccessLog accesses;
    private final Clock clock;

    FileUseTable(RowsOfProjects rows, Activity activity, AccessLog accesses, Clock clock) {
        this.rows = rows;
        this.activity = activity;
        this.accesses = accesses;
        this.clock = clock;
    }

    @Override
    public String table() {
        return "file_use";
    }

    @Override
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        var projectId = ProjectIds.of("file_use", row);
        if (!row.path("path").isTextual()) {
            throw new SetRefused("FATAL: must specify file_use.path");
        }
        var values = row.deepCopy();
        values.remove(List.of("project_id", "id"));
        var id = PathIds.of(projectId, row.get("path").textValue());
        rows.set(COLUMNS, id, projectId, values, caller);
        var use = row.path("users").path(caller.id().toString());
        if (isJustNow(use.path("edit")) || isJustNow(use.path("chat")) || isJustNow(use.path("open"))) {
            activity.note(caller, projectId);
            accesses.note(caller, projectId, row.get("path").textValue());
        }
    }

    private boolean isJustNow(JsonNode time) {
        try {
            var instant = time.isNumber() ? Instant.ofEpochMilli(time.longValue()) : Instant.parse(time.asText(""));
            return Duration.between(instant, clock.instant()).abs().compareTo(JUST_NOW) < 0;
        } catch (DateTimeException | ArithmeticException noTime) {
            return false;
        }
    }
}
