package org.calque.projects.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.Uuids;
import org.calque.projects.tables.Columns.Kind;

/// What people did in a project, as their clients tell it. An entry is always its writer's.
@ApplicationScoped
class ProjectLogTable implements TableWriter {
    private static final Columns COLUMNS =
            new Columns("project_log", Map.of("time", Kind.TIME, "account_id", Kind.ID, "event", Kind.MAP));

    private final RowsOfProjects rows;

    ProjectLogTable(RowsOfProjects rows) {
        this.rows = rows;
    }

    @Override
    public String table() {
        return "project_log";
    }

    @Override
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        var projectId = ProjectIds.of("project_log", row);
        var id = Uuids.parse(row.path("id").asText(""))
                .orElseThrow(() -> new SetRefused("FATAL: must specify project_log.id"));
        var values = row.deepCopy();
        values.remove(List.of("project_id", "id"));
        if (caller.isAccount()) {
            values.put("account_id", caller.id().toString());
        }
        rows.set(COLUMNS, id, projectId, values, caller);
    }
}
