package org.calque.projects.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.calque.kit.DeepMerge;
import org.calque.kit.Outbox;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.facts.RowChanged;
import org.calque.projects.Access;
import org.calque.projects.ProjectsConfig;

/// Sets rows that each belong to a project and have a key of their own. A row that is there already must be of a
/// project
/// that the caller may write to, too: nobody takes over rows of others by their key.
@ApplicationScoped
class RowsOfProjects {
    private final AgroalDataSource database;
    private final Access access;
    private final Outbox outbox;
    private final int maxBytes;

    RowsOfProjects(AgroalDataSource database, Access access, Outbox outbox, ProjectsConfig config) {
        this.database = database;
        this.access = access;
        this.outbox = outbox;
        this.maxBytes = config.maxColumnBytes();
    }

    /// Inserts the row of this id, or updates it, maps being merged.
    ///
    /// @param row the fields of the row, besides its id and project
    @Transactional(rollbackOn = SetRefused.class)
    public void set(Columns columns, Object id, UUID projectId, ObjectNode row, Caller caller) throws SetRefused {
        checkMayWrite(projectId, caller);
        var values = new TreeMap<>(columns.checked(row, maxBytes));
        try (var connection = database.getConnection()) {
            // A row that is not there yet cannot be locked itself.
            Locks.take(connection, columns.table() + " " + id);
            var stored = stored(connection, columns, id, caller);
            for (var value : values.entrySet()) {
                if (value.getValue() instanceof ObjectNode change) {
                    value.setValue(DeepMerge.merge(stored.get(value.getKey()), change));
                    columns.checkSize(value.getKey(), value.getValue(), maxBytes);
                }
            }
            columns.upsert(connection, "id", id, projectId, values);
            outbox.add(new RowChanged(columns.table(), projectId));
        } catch (SQLException failure) {
            throw new IllegalStateException("a row of " + columns.table() + " could not be set", failure);
        }
    }

    private void checkMayWrite(UUID projectId, Caller caller) throws SetRefused {
        var standing = access.standing(projectId, caller).orElseThrow(() -> ProjectIds.unknown(projectId));
        if (!caller.isAccount() || !access.mayWrite(caller, standing)) {
            throw ProjectIds.stranger();
        }
    }

    /// The maps of the row as it is.
    private Map<String, JsonNode> stored(Connection connection, Columns columns, Object id, Caller caller)
            throws SQLException, SetRefused {
        List<String> maps = columns.maps();
        var stored = new TreeMap<String, JsonNode>();
        try (var select = connection.prepareStatement(
                "select project_id, " + String.join(", ", maps) + " from " + columns.table() + " where id = ?")) {
            select.setObject(1, id);
            try (var found = select.executeQuery()) {
                if (found.next()) {
                    checkMayWrite(found.getObject("project_id", UUID.class), caller);
                    for (var map : maps) {
                        stored.put(map, read(found.getString(map)));
                    }
                }
            }
        }
        return stored;
    }

    private static JsonNode read(String json) {
        try {
            return json == null ? null : Json.MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds JSON that is none", impossible);
        }
    }
}
