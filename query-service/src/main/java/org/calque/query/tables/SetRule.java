package org.calque.query.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/// What may be done with a column in a set.
public sealed interface SetRule {
    /// Nothing: it is read-only.
    record Never() implements SetRule {}

    /// Whatever the client likes.
    record Free() implements SetRule {}

    /// Always the caller's account.
    record Caller() implements SetRule {}

    /// Must be given; the owner lets only those change the row who may write to this project.
    record ProjectWrite() implements SetRule {}

    /// Must be given; the owner lets only owners of this project change the row.
    record ProjectOwner() implements SetRule {}

    /// Made from the other fields.
    record Computed(Rule rule) implements SetRule {}

    /// Makes the value of a column. A rule may leave a field out by answering null.
    @FunctionalInterface
    interface Rule {
        JsonNode value(ObjectNode row, UUID caller) throws Broken;
    }

    /// Why a rule has no value; the message follows `error setting '<field>' -- Error: `.
    final class Broken extends Exception {
        public Broken(String message) {
            super(message, null, false, false);
        }
    }
}
