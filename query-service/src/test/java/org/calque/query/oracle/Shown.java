package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import org.calque.messages.Json;
import org.calque.query.oracle.Conditions.Unreadable;
import org.calque.query.oracle.Rules.Kind;

/// Sections 2.5, 4.4 and 4.5 of the contract: how a stored row is told.
final class Shown {
    private Shown() {}

    /// What counts as stored. Where a project runs, and its secret, is told to nobody.
    static JsonNode stored(Rules rules, String column, ObjectNode row) {
        return rules.isConcealed(column) ? NullNode.instance : row.path(column);
    }

    /// @param keepsNulls whether nulls are told
    static ObjectNode row(Rules rules, Iterable<String> columns, ObjectNode row, boolean keepsNulls) {
        var told = JsonNodeFactory.instance.objectNode();
        for (String column : columns) {
            var value = value(rules, column, stored(rules, column, row));
            if (keepsNulls || !value.isNull()) {
                told.set(column, value);
            }
        }
        return told;
    }

    private static JsonNode value(Rules rules, String column, JsonNode stored) {
        var fallback = rules.fallback(column);
        if (Conditions.isNull(stored)) {
            return fallback;
        }
        if (rules.kind(column) == Kind.TIME) {
            return time(stored);
        }
        var dates = rules.dates().get(column);
        var value = dates == null ? stored : normalized(stored, dates);
        return fallback instanceof ObjectNode defaults && value instanceof ObjectNode object
                ? completed(defaults, object)
                : value;
    }

    private static ObjectNode completed(ObjectNode defaults, ObjectNode value) {
        var complete = value.deepCopy();
        defaults.properties().forEach(it -> {
            if (!complete.hasNonNull(it.getKey())) {
                complete.set(it.getKey(), it.getValue());
            }
        });
        return complete;
    }

    private static JsonNode normalized(JsonNode map, List<String> keys) {
        if (!(map instanceof ObjectNode object)) {
            return map;
        }
        var normal = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(it -> {
            var isTime = keys.contains("*") || keys.contains(it.getKey());
            normal.set(
                    it.getKey(),
                    isTime && it.getValue().isTextual() ? ifTime(it.getValue()) : normalized(it.getValue(), keys));
        });
        return normal;
    }

    private static JsonNode ifTime(JsonNode text) {
        try {
            OffsetDateTime.parse(text.asText());
            return time(text);
        } catch (DateTimeException none) {
            return text;
        }
    }

    private static JsonNode time(JsonNode stored) {
        try {
            return TextNode.valueOf(Json.TIME.format(Conditions.time(stored)));
        } catch (Unreadable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
