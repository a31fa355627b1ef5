package org.calque.projects.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Uuids;
import org.calque.projects.Texts;

/// The columns of a table that clients set, and what each may hold. Names of columns come from here alone, never from
/// a client.
final class Columns {
    /// What a column holds.
    enum Kind {
        TEXT("a string"),
        FLAG("a boolean"),
        TIME("a time"),
        ID("a uuid"),
        NUMBER("a number"),
        MAP("an object");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        private boolean holds(JsonNode value) {
            return switch (this) {
                case TEXT, TIME -> value.isTextual();
                case ID -> Uuids.isUuid(value.textValue());
                case FLAG -> value.isBoolean();
                case NUMBER -> value.isNumber();
                case MAP -> value.isObject();
            };
        }

        private String parameter() {
            return switch (this) {
                case MAP -> "?::jsonb";
                case TIME -> "?::timestamptz";
                case ID -> "?::uuid";
                case TEXT, FLAG, NUMBER -> "?";
            };
        }
    }

    private final String table;
    private final Map<String, Kind> kinds;

    Columns(String table, Map<String, Kind> kinds) {
        this.table = table;
        this.kinds = kinds;
    }

    /// The fields of a row that are set, each of its kind.
    Map<String, JsonNode> checked(ObjectNode row, int maxBytes) throws SetRefused {
        var values = new LinkedHashMap<String, JsonNode>();
        for (var field : row.properties()) {
            var name = field.getKey();
            var value = field.getValue();
            if (value.isNull()) {
                continue;
            }
            var kind = kinds.get(name);
            if (kind == null) {
                throw new SetRefused("FATAL: changing " + table + "." + name + " not allowed");
            }
            if (!kind.holds(value)) {
                throw new SetRefused("FATAL: " + table + "." + name + " must be " + kind.words);
            }
            checkSize(name, value, maxBytes);
            values.put(name, value);
        }
        return values;
    }

    void checkSize(String name, JsonNode value, int maxBytes) throws SetRefused {
        var text = value.isTextual() ? value.textValue() : value.toString();
        var problem = Texts.problem(table + "." + name, text, maxBytes);
        if (problem.isPresent()) {
            throw new SetRefused("FATAL: " + problem.get());
        }
        if (value.isObject() && text.contains("\\u0000")) {
            throw new SetRefused("FATAL: " + table + "." + name + " must not contain a NUL character");
        }
    }

    String table() {
        return table;
    }

    List<String> maps() {
        return kinds.keySet().stream().filter(this::isMap).toList();
    }

    boolean isMap(String name) {
        return kinds.get(name) == Kind.MAP;
    }

    /// Updates the row of this key.
    void update(Connection connection, String key, Object id, Map<String, JsonNode> values) throws SQLException {
        try (var update = connection.prepareStatement(
                "update " + table + " set " + assignments(values.keySet()) + " where " + key + " = ?")) {
            update.setObject(bind(update, 1, values), id);
            update.executeUpdate();
        }
    }

    /// Inserts the row of this key, or updates it.
    void upsert(Connection connection, String key, Object id, Object projectId, Map<String, JsonNode> values)
            throws SQLException {
        List<String> names = List.copyOf(values.keySet());
        var parameters = names.stream().map(it -> kinds.get(it).parameter()).toList();
        var assignments = Stream.concat(Stream.of("project_id"), names.stream())
                .map(it -> it + " = excluded." + it)
                .toList();
        try (var upsert = connection.prepareStatement("insert into %s (%s, %s, project_id) values (%s, ?, ?) "
                        .formatted(table, String.join(", ", names), key, String.join(", ", parameters))
                + "on conflict (" + key + ") do update set " + String.join(", ", assignments))) {
            int next = bind(upsert, 1, values);
            upsert.setObject(next, id);
            upsert.setObject(next + 1, projectId);
            upsert.executeUpdate();
        }
    }

    /// What follows `set` in an update of these columns.
    String assignments(Collection<String> names) {
        return names.stream().map(it -> it + " = " + kinds.get(it).parameter()).collect(Collectors.joining(", "));
    }

    /// Binds the values from this parameter on, and says which is the next one.
    int bind(PreparedStatement statement, int first, Map<String, JsonNode> values) throws SQLException {
        var i = first;
        for (var value : values.entrySet()) {
            switch (kinds.get(value.getKey())) {
                case TEXT, TIME, ID -> statement.setString(i++, value.getValue().textValue());
                case NUMBER -> statement.setDouble(i++, value.getValue().doubleValue());
                case FLAG -> statement.setBoolean(i++, value.getValue().booleanValue());
                case MAP -> statement.setString(i++, value.getValue().toString());
            }
        }
        return i;
    }
}
