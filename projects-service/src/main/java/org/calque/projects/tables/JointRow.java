package org.calque.projects.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.calque.kit.DeepMerge;
import org.calque.kit.Outbox;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Json;
import org.calque.messages.facts.ProjectChanged;
import org.calque.projects.Access;
import org.calque.projects.Group;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.tables.JointChanges.Change;

/// The row of a project under several changes at once: each map is read and written once, whatever number of changes is
/// merged into it. Every change is checked by itself and has a fact of its own.
@ApplicationScoped
class JointRow {
    private static final String MAPS_UNDER_LOCK = "select %s from projects where project_id = ? for no key update";
    private static final String PEOPLE =
            "select account_id, \"group\" from members where project_id = ? and account_id = any (?)";

    private final AgroalDataSource database;
    private final Access access;
    private final Outbox outbox;
    private final int maxBytes;

    JointRow(AgroalDataSource database, Access access, Outbox outbox, ProjectsConfig config) {
        this.database = database;
        this.access = access;
        this.outbox = outbox;
        this.maxBytes = config.maxColumnBytes();
    }

    /// Makes all of the changes in their order.
    ///
    /// @throws SetRefused when one of them is not allowed; nothing has changed then
    @Transactional(rollbackOn = SetRefused.class)
    public void set(UUID projectId, List<Change> changes) throws SetRefused {
        try (var connection = database.getConnection()) {
            Map<String, JsonNode> values = maps(connection, projectId, changes);
            checkMayWrite(connection, projectId, changes);
            changes.forEach(change -> apply(change, values));
            for (var value : values.entrySet()) {
                ProjectsTable.COLUMNS.checkSize(value.getKey(), value.getValue(), maxBytes);
            }
            ProjectsTable.COLUMNS.update(connection, "project_id", projectId, values);
            outbox.addAll(changes.stream()
                    .map(it -> new ProjectChanged(
                            projectId,
                            List.copyOf(it.values().keySet()),
                            it.caller().id()))
                    .toList());
        } catch (SQLException failure) {
            throw new IllegalStateException("a project could not be changed", failure);
        }
    }

    /// Locks the row and reads the maps that are going to change.
    private static Map<String, JsonNode> maps(Connection connection, UUID projectId, List<Change> changes)
            throws SQLException, SetRefused {
        var names = changes.stream()
                .flatMap(it -> it.values().keySet().stream())
                .filter(ProjectsTable.COLUMNS::isMap)
                .distinct()
                .toList();
        var columns = Stream.concat(Stream.of("project_id"), names.stream()).toList();
        try (var select = connection.prepareStatement(MAPS_UNDER_LOCK.formatted(String.join(", ", columns)))) {
            select.setObject(1, projectId);
            try (var found = select.executeQuery()) {
                if (!found.next()) {
                    throw ProjectIds.unknown(projectId);
                }
                var maps = new TreeMap<String, JsonNode>();
                for (String name : names) {
                    maps.put(name, object(found.getString(name)));
                }
                return maps;
            }
        }
    }

    private static ObjectNode object(String json) {
        try {
            return json != null && Json.MAPPER.readTree(json) instanceof ObjectNode object
                    ? object
                    : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds JSON that is none", impossible);
        }
    }

    private void checkMayWrite(Connection connection, UUID projectId, List<Change> changes)
            throws SQLException, SetRefused {
        var accounts = changes.stream().map(it -> it.caller().id()).distinct().toArray();
        var groups = new HashMap<UUID, Group>();
        try (var select = connection.prepareStatement(PEOPLE)) {
            select.setObject(1, projectId);
            select.setArray(2, connection.createArrayOf("uuid", accounts));
            try (var person = select.executeQuery()) {
                while (person.next()) {
                    groups.put(person.getObject(1, UUID.class), Group.ofColumn(person.getString(2)));
                }
            }
        }
        for (Change change : changes) {
            var caller = change.caller();
            if (!access.mayWrite(caller, projectId, groups.get(caller.id()))) {
                throw ProjectIds.stranger();
            }
        }
    }

    private static void apply(Change change, Map<String, JsonNode> values) {
        change.values().forEach((name, value) -> {
            if (values.get(name) instanceof ObjectNode stored && value instanceof ObjectNode merged) {
                DeepMerge.mergeInto(stored, merged);
            } else {
                values.put(name, value);
            }
        });
    }
}
