package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/// What must become of a question.
public sealed interface Expected {
    /// An error in these words.
    record Fails(String error) implements Expected {}

    /// An error that begins so; or, where PostgreSQL has no row to find it with, this.
    record FailsOr(String beginning, Expected other) implements Expected {}

    /// This answer and no other.
    record Answers(JsonNode json) implements Expected {}

    /// So many of these rows, in this order as far as it is known.
    ///
    /// @param rows  in the order asked for, as they are told
    /// @param order null when there is none, or it cannot be seen in what is told
    record Rows(String table, List<ObjectNode> rows, int limit, Comparator<JsonNode> order) implements Expected {}

    /// The owner is given this; `made` names the field whose value nobody could know.
    ///
    /// @param path   null when the owner is given nothing
    /// @param made   `id` or `time`; null for none
    /// @param answer what is told when the owner tells nothing
    record Hands(String path, ObjectNode row, String made, JsonNode answer) implements Expected {
        Hands(String path, ObjectNode row, String made) {
            this(path, row, made, JsonNodeFactory.instance.objectNode());
        }
    }

    /// One after the other.
    record Each(List<Expected> all) implements Expected {}
}
