package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.query.tables.Catalogue;

/// One query: a table, the fields that are asked for or set, and whether many rows are wanted.
record Question(String table, boolean many, ObjectNode fields) {

    /// Reads `{table: {field: value}}` or `{table: [{field: value}]}`. Options are checked between the two levels, as
    /// the contract orders its errors.
    static Question of(JsonNode query, Options options, Tokens tokens) throws QueryRefused {
        if (query != null
                && (query.size() > 1 || query.isTextual() && !query.textValue().isEmpty())) {
            throw QueryRefused.invalid("FATAL: must specify exactly one key in the query");
        }
        if (!(query instanceof ObjectNode object) || object.isEmpty()) {
            throw notAnObject("undefined");
        }
        var entry = object.properties().iterator().next();
        var table = entry.getKey();
        var rows = entry.getValue();
        if (rows.isArray() && rows.size() > 1) {
            throw QueryRefused.invalid("FATAL: array of length > 1 not yet implemented");
        }
        options.requireList();
        if (!((rows.isArray() ? rows.path(0) : rows) instanceof ObjectNode fields)) {
            throw notAnObject(table);
        }
        return new Question(table, rows.isArray(), tokens.substituted(fields));
    }

    /// Whether something is asked for: by the option `set` or, without it, by a null at any depth.
    boolean isGet(Options options) {
        return options.set().map(set -> !set).orElseGet(() -> hasNull(fields));
    }

    /// Whether a query asks for one row, as far as can be seen without looking closely: nothing depends on it but who
    /// answers.
    static boolean isLikelyForOneRow(JsonNode query) {
        if (!(query instanceof ObjectNode object) || object.size() != 1) {
            return false;
        }
        var entry = object.properties().iterator().next();
        return entry.getValue() instanceof ObjectNode fields
                && hasNull(fields)
                && Catalogue.named(entry.getKey())
                        .filter(it -> !it.whole() && !it.people() && !it.found())
                        .isPresent();
    }

    private static boolean hasNull(JsonNode node) {
        if (node.isNull()) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasNull(child)) {
                return true;
            }
        }
        return false;
    }

    private static QueryRefused notAnObject(String table) {
        return QueryRefused.invalid("FATAL: invalid user_query of '" + table + "' -- query must be an object");
    }
}
