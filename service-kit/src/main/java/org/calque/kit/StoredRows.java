package org.calque.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.calque.messages.Json;

/// Rows of one table, set column by column as a client has named them. Names of columns and their types come from the
/// declaration alone; values are bound, and PostgreSQL says whether they are of their type.
///
/// @param table of the schema of this service
/// @param key   the one column of its primary key
/// @param types SQL types by column, the key among them
public record StoredRows(String table, String key, Map<String, String> types) {
    private static final String MAP = "jsonb";

    public StoredRows {
        types = Map.copyOf(types);
    }

    /// Sets columns of the row of this key: maps are merged, null clears.
    ///
    /// @param row columns by name, the key among them
    /// @return false when there is no such row
    public boolean update(Connection connection, ObjectNode row) throws SQLException {
        var stored = lock(connection, row.path(key));
        if (stored == null) {
            return false;
        }
        var columns = columns(row);
        if (columns.isEmpty()) {
            return true;
        }
        var assignments = columns.stream().map(it -> quoted(it) + " = " + parameter(it));
        try (var update = connection.prepareStatement("update " + table + " set "
                + String.join(", ", assignments.toList()) + " where " + quoted(key) + " = " + parameter(key))) {
            int at = 1;
            for (String column : columns) {
                bind(update, at++, merged(stored.get(column), row.get(column)));
            }
            bind(update, at, row.get(key));
            return update.executeUpdate() == 1;
        }
    }

    /// Makes a row; without a key it gets the next number.
    public void insert(Connection connection, ObjectNode row) throws SQLException {
        var columns = new ArrayList<>(columns(row));
        if (row.hasNonNull(key)) {
            columns.add(key);
        }
        var values = columns.isEmpty()
                ? " default values"
                : " ("
                        + String.join(
                                ", ", columns.stream().map(StoredRows::quoted).toList()) + ") values ("
                        + String.join(
                                ", ", columns.stream().map(this::parameter).toList()) + ")";
        try (var insert = connection.prepareStatement("insert into " + table + values)) {
            int at = 1;
            for (String column : columns) {
                bind(insert, at++, row.get(column));
            }
            insert.executeUpdate();
        }
    }

    /// Updates the row of this key or, when there is none, makes it.
    public void set(Connection connection, ObjectNode row) throws SQLException {
        // A row that is not there yet cannot be locked itself.
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, table + " " + row.path(key).asText());
            lock.execute();
        }
        if (!update(connection, row)) {
            insert(connection, row);
        }
    }

    /// The first field that is none of the columns; null when all are.
    public String stranger(ObjectNode row) {
        return row.propertyStream()
                .map(Map.Entry::getKey)
                .filter(it -> !types.containsKey(it))
                .findFirst()
                .orElse(null);
    }

    /// The maps of a row that is locked now; null when there is none.
    private Map<String, String> lock(Connection connection, JsonNode id) throws SQLException {
        var maps =
                types.keySet().stream().filter(it -> types.get(it).equals(MAP)).toList();
        var wanted = new ArrayList<>(List.of("1"));
        maps.forEach(it -> wanted.add(quoted(it)));
        try (var select = connection.prepareStatement("select " + String.join(", ", wanted) + " from " + table
                + " where " + quoted(key) + " = " + parameter(key) + " for no key update")) {
            bind(select, 1, id);
            try (var found = select.executeQuery()) {
                if (!found.next()) {
                    return null;
                }
                var stored = new java.util.HashMap<String, String>();
                for (String map : maps) {
                    stored.put(map, found.getString(map));
                }
                return stored;
            }
        }
    }

    private List<String> columns(ObjectNode row) {
        return row.propertyStream()
                .map(Map.Entry::getKey)
                .filter(it -> types.containsKey(it) && !it.equals(key))
                .toList();
    }

    private static JsonNode merged(String stored, JsonNode value) {
        try {
            return stored != null && value instanceof ObjectNode change
                    ? DeepMerge.merge(Json.MAPPER.readTree(stored), change)
                    : value;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds JSON that is none", impossible);
        }
    }

    private String parameter(String column) {
        var type = types.get(column);
        return type.endsWith("[]")
                ? "(select array_agg(it)::" + type + " from jsonb_array_elements_text(cast(? as jsonb)) it)"
                : "cast(? as " + type + ")";
    }

    private static void bind(PreparedStatement statement, int at, JsonNode value) throws SQLException {
        statement.setString(
                at,
                value == null || value.isNull() ? null : value.isContainerNode() ? value.toString() : value.asText());
    }

    private static String quoted(String column) {
        return '"' + column + '"';
    }
}
