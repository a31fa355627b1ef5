package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.calque.messages.Json;
import org.calque.messages.Uuids;
import org.calque.query.tables.Column;
import org.calque.query.tables.Type;

/// Values of a set in the type of their column, as PostgreSQL would take them; else the error that it would give.
/// Owners
/// get nothing but these.
final class Values {
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

    private Values() {}

    static JsonNode typed(String table, Column column, JsonNode value) throws QueryRefused {
        checkText(value);
        return switch (column.type()) {
            case TEXT -> text(table, column, value);
            case NAME -> name(table, column, value);
            case UUID -> uuid(value);
            case BOOLEAN -> flag(value);
            case INTEGER -> integer(value);
            case REAL, DOUBLE -> number(column.type(), value);
            case TIMESTAMP -> time(value);
            case JSONB -> map(table, column, value);
            case TEXTS, UUIDS, INTEGERS -> list(table, column, value);
            case BITS -> bits(value);
        };
    }

    private static JsonNode text(String table, Column column, JsonNode value) throws QueryRefused {
        if (value.isContainerNode()) {
            throw mustBe(table, column, "a string");
        }
        return value.isTextual() ? value : TextNode.valueOf(value.asText());
    }

    private static JsonNode name(String table, Column column, JsonNode value) throws QueryRefused {
        if (!value.isTextual()) {
            throw mustBe(table, column, "a string");
        }
        return value;
    }

    private static JsonNode uuid(JsonNode value) throws QueryRefused {
        var id = Uuids.parse(value.asText()).orElseThrow(() -> invalid("uuid", value));
        return TextNode.valueOf(id.toString());
    }

    private static JsonNode flag(JsonNode value) throws QueryRefused {
        var text = value.asText().strip().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(text) && !FALSE.contains(text)) {
            throw invalid("boolean", value);
        }
        return BooleanNode.valueOf(TRUE.contains(text));
    }

    private static JsonNode integer(JsonNode value) throws QueryRefused {
        var number = decimal("integer", value);
        if (number.stripTrailingZeros().scale() > 0) {
            throw invalid("integer", value);
        }
        if (number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw QueryRefused.byDatabase("value \"" + shown(value) + "\" is out of range for type integer");
        }
        return IntNode.valueOf(number.intValueExact());
    }

    private static JsonNode number(Type type, JsonNode value) throws QueryRefused {
        var number = decimal(type == Type.REAL ? "real" : "double precision", value);
        return JsonNodeFactory.instance.numberNode(number.doubleValue());
    }

    private static BigDecimal decimal(String type, JsonNode value) throws QueryRefused {
        var text = value.asText("").strip();
        try {
            if (value.isBoolean() || value.isContainerNode() || text.length() > 400) {
                throw invalid(type, value);
            }
            var number = new BigDecimal(text);
            if (Math.abs((long) number.precision() - number.scale()) > 300) {
                throw QueryRefused.byDatabase("\"" + shown(value) + "\" is out of range for type " + type);
            }
            return number;
        } catch (NumberFormatException noNumber) {
            throw invalid(type, value);
        }
    }

    private static JsonNode time(JsonNode value) throws QueryRefused {
        return TextNode.valueOf(Json.TIME.format(Times.read(value).orElseThrow(() -> invalid("timestamp", value))));
    }

    private static JsonNode map(String table, Column column, JsonNode value) throws QueryRefused {
        if (!value.isObject()) {
            throw mustBe(table, column, "an object");
        }
        return value;
    }

    private static JsonNode bits(JsonNode value) throws QueryRefused {
        var text = value.asText("");
        if (value.isContainerNode() || !text.matches("[01]{0,10000}")) {
            throw QueryRefused.byDatabase("\"" + shown(value) + "\" is not a row of binary digits");
        }
        return TextNode.valueOf(text);
    }

    private static JsonNode list(String table, Column column, JsonNode value) throws QueryRefused {
        if (!(value instanceof ArrayNode array)) {
            throw mustBe(table, column, "a list");
        }
        var list = JsonNodeFactory.instance.arrayNode(array.size());
        for (JsonNode item : array) {
            if (item.isContainerNode() || item.isNull()) {
                throw mustBe(table, column, "a list of strings");
            }
            list.add(
                    switch (column.type()) {
                        case UUIDS -> uuid(item);
                        case INTEGERS -> integer(item);
                        default -> TextNode.valueOf(item.asText());
                    });
        }
        return list;
    }

    /// PostgreSQL keeps no NUL, and nothing that is not Unicode.
    private static void checkText(JsonNode value) throws QueryRefused {
        if (value.isTextual()) {
            checkText(value.textValue());
        }
        for (var field : value.properties()) {
            checkText(field.getKey());
        }
        for (JsonNode child : value) {
            checkText(child);
        }
    }

    private static void checkText(String text) throws QueryRefused {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw QueryRefused.byDatabase("invalid byte sequence for encoding \"UTF8\": 0x00");
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw QueryRefused.byDatabase("unsupported Unicode escape sequence");
                }
                i++;
            }
        }
    }

    private static QueryRefused invalid(String type, JsonNode value) {
        return QueryRefused.byDatabase("invalid input syntax for type " + type + ": \"" + shown(value) + "\"");
    }

    private static QueryRefused mustBe(String table, Column column, String what) {
        return QueryRefused.invalid("FATAL: " + table + "." + column.name() + " must be " + what);
    }

    private static String shown(JsonNode value) {
        var text = value.isContainerNode() ? value.toString() : value.asText();
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
