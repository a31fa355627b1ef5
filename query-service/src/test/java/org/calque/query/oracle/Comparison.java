package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Json;

/// Whether what has become of a question is what must.
public final class Comparison {
    private Comparison() {}

    /// What has become of a question.
    ///
    /// @param json   null when there is an error
    /// @param handed what owners were given, as `path row`
    public record Outcome(JsonNode json, String error, List<String> handed) {}

    /// What is wrong; empty when nothing is.
    public static Optional<String> difference(Expected expected, Outcome outcome) {
        var handed = new ArrayList<>(outcome.handed());
        var wrong = wrong(expected, outcome.json(), outcome.error(), handed);
        if (wrong.isEmpty() && !handed.isEmpty()) {
            return Optional.of("owners were given more: " + handed);
        }
        return wrong;
    }

    private static Optional<String> wrong(Expected expected, JsonNode json, String error, List<String> handed) {
        return switch (expected) {
            case Expected.Fails(String words) ->
                words.equals(error) ? Optional.empty() : Optional.of("error '" + words + "' expected");
            case Expected.FailsOr(String beginning, Expected other) ->
                error != null
                        ? error.startsWith(beginning)
                                ? Optional.empty()
                                : Optional.of("error '" + beginning + "…' expected")
                        : other == null
                                ? Optional.of("error '" + beginning + "…' expected")
                                : wrong(other, json, null, handed);
            case Expected.Answers(JsonNode answer) ->
                json != null && same(answer, json) ? Optional.empty() : Optional.of(answer + " expected");
            case Expected.Rows rows -> json == null ? Optional.of("rows expected") : rows(rows, json);
            case Expected.Hands hands ->
                json != null && same(hands.answer(), json)
                        ? hands(hands.path(), hands.row(), hands.made(), handed)
                        : Optional.of(hands.answer() + " expected");
            case Expected.Each(List<Expected> all) -> each(all, json, error, handed);
        };
    }

    private static Optional<String> each(List<Expected> all, JsonNode json, String error, List<String> handed) {
        for (int i = 0; i < all.size(); i++) {
            var isLast = i == all.size() - 1;
            var next = all.get(i);
            if (next instanceof Expected.FailsOr(String beginning, Expected other)) {
                if (error != null && (error.startsWith(beginning))) {
                    return Optional.empty();
                }
                if (other == null) {
                    return Optional.of("error '" + beginning + "…' expected");
                }
            }
            if (error != null && !isLast) {
                if (next instanceof Expected.Hands hands && hands.path() != null) {
                    if (handed.isEmpty()) {
                        return Optional.of("the owner was given nothing by member " + i);
                    }
                    handed.removeFirst();
                }
                continue;
            }
            var wrong = wrong(next, error != null || json == null ? null : json.path(i), error, handed);
            if (wrong.isPresent()) {
                return wrong.map(it -> "member " + all.indexOf(next) + ": " + it);
            }
        }
        return error == null && (json == null || json.size() != all.size())
                ? Optional.of(all.size() + " answers expected")
                : Optional.empty();
    }

    private static Optional<String> hands(String path, ObjectNode row, String made, List<String> handed) {
        if (path == null) {
            return Optional.empty();
        }
        if (handed.isEmpty()) {
            return Optional.of("the owner was given nothing instead of " + path + " " + row);
        }
        var given = handed.removeFirst();
        var space = given.indexOf(' ');
        var body = (ObjectNode) read(given.substring(space + 1));
        if (made != null) {
            if (!isNew(made, body.path(made).asText())) {
                return Optional.of("a new " + made + " expected in " + given);
            }
            body.remove(made);
        }
        return given.substring(0, space).equals(path) && same(row, body)
                ? Optional.empty()
                : Optional.of("the owner was given " + given + " instead of " + path + " " + row);
    }

    private static boolean isNew(String field, String value) {
        return field.equals("time")
                ? Duration.between(Instant.parse(value), Instant.now()).abs().toMinutes() < 5
                : UUID.fromString(value).version() == 4;
    }

    private static Optional<String> rows(Expected.Rows expected, JsonNode json) {
        var isOne = expected.limit() < 0;
        if (json.size() != 1 || !json.has(expected.table())) {
            return Optional.of("rows of " + expected.table() + " expected: " + expected.rows());
        }
        var told = isOne ? List.of(json.get(expected.table())) : Model.list(json.get(expected.table()));
        var wanted = isOne ? 1 : Math.min(expected.limit(), expected.rows().size());
        if (told.size() != wanted) {
            return Optional.of(wanted + " rows expected of " + expected.rows());
        }
        var left = new ArrayList<JsonNode>(expected.rows());
        for (JsonNode row : told) {
            if (left.stream()
                    .filter(it -> same(it, row))
                    .findFirst()
                    .map(left::remove)
                    .isEmpty()) {
                return Optional.of("no row such as " + row + " expected, but of " + expected.rows());
            }
        }
        return expected.order() == null ? Optional.empty() : disorder(told, left, expected.order());
    }

    private static Optional<String> disorder(List<JsonNode> told, List<JsonNode> left, Comparator<JsonNode> order) {
        for (int i = 1; i < told.size(); i++) {
            if (order.compare(told.get(i - 1), told.get(i)) > 0) {
                return Optional.of("rows are not in order: " + told);
            }
        }
        return left.stream().anyMatch(it -> order.compare(told.getLast(), it) > 0)
                ? Optional.of("these rows are not the first ones: " + told + " before " + left)
                : Optional.empty();
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return Conditions.normal(one).equals(Conditions.normal(other));
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (java.io.IOException wrong) {
            throw new IllegalArgumentException(json, wrong);
        }
    }
}
