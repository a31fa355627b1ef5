package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.calque.query.tables.Type;

/// The comparisons of `{operator: value}` in a get, and their SQL.
enum Operator {
    EQUAL("="),
    UNEQUAL("<>"),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    MORE(">"),
    IS_NOT("is not"),
    IS("is"),
    ILIKE("ilike"),
    LIKE("like"),
    NOT_ILIKE("not ilike"),
    NOT_LIKE("not like"),
    ANY(null),
    MINLEN(">="),
    MAXLEN("<=");

    private static final Map<String, Operator> BY_NAME = Map.ofEntries(
            Map.entry("!=", UNEQUAL),
            Map.entry("<>", UNEQUAL),
            Map.entry("<=", AT_MOST),
            Map.entry(">=", AT_LEAST),
            Map.entry("==", EQUAL),
            Map.entry("=", EQUAL),
            Map.entry("<", LESS),
            Map.entry(">", MORE),
            Map.entry("IS NOT", IS_NOT),
            Map.entry("IS", IS),
            Map.entry("ILIKE", ILIKE),
            Map.entry("LIKE", LIKE),
            Map.entry("NOT ILIKE", NOT_ILIKE),
            Map.entry("NOT LIKE", NOT_LIKE),
            Map.entry("ANY", ANY),
            Map.entry("MINLEN", MINLEN),
            Map.entry("MAXLEN", MAXLEN));

    private final String sql;

    Operator(String sql) {
        this.sql = sql;
    }

    /// The operator of this name; names are in upper case.
    static Optional<Operator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    boolean isIs() {
        return this == IS || this == IS_NOT;
    }

    boolean comparesOrder() {
        return ordinal() <= MORE.ordinal();
    }

    /// Whether the stored value stands before the bound one.
    boolean namesTheStoredFirst() {
        return this != ANY;
    }

    /// SQL that compares a stored value with a bound one.
    String with(Type type, String stored) {
        return switch (this) {
            case ANY -> type.element() + " = any(" + stored + ")";
            case MINLEN, MAXLEN -> "array_length(" + stored + ", 1) " + sql + " cast(? as integer)";
            case LIKE, ILIKE, NOT_LIKE, NOT_ILIKE -> stored + " " + sql + " cast(? as text)";
            default -> type.compared(stored) + " " + sql + " " + type.operand();
        };
    }

    /// SQL that compares a stored time with one that is a number of these units from now.
    String withNow(String stored, String unit) {
        return stored + " " + sql + " now() + cast(? as integer) * interval '1 " + unit + "'";
    }

    /// SQL for `is` and `is not`.
    String truth(String stored, JsonNode operand) {
        var word = operand.asText("").toLowerCase(java.util.Locale.ROOT);
        var truth = switch (operand.isNull() ? "null" : word) {
            case "null", "undefined" -> "null";
            case "unknown" -> "unknown";
            case "false" -> "false";
            default -> "true";
        };
        return stored + " " + sql + " " + truth;
    }
}
