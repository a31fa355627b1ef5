package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.calque.messages.Caller;
import org.calque.query.Changes.Deed;
import org.calque.query.tables.Table;

/// Answers the gets of tables whose rows stand in no view, because a get makes one or the owner finds one when it is
/// asked for: what the query gives is handed to the owner, and the fields that it names are told of the row that comes
/// of it.
@ApplicationScoped
class Makings {
    private final Changes changes;

    Makings(Changes changes) {
        this.changes = changes;
    }

    /// @param admin the administrator who acts as the caller; null when the caller acts for himself
    void make(Question question, Table table, Options options, Caller caller, Caller admin, Answer answer)
            throws QueryRefused {
        Changes.checkLimits(table, caller);
        answer(Deed.MAKE, question, table, options, caller, admin, answer);
    }

    /// @param admin the administrator who acts as the caller; null when the caller acts for himself
    void find(Question question, Table table, Options options, Caller caller, Caller admin, Answer answer)
            throws QueryRefused {
        answer(Deed.FIND, question, table, options, caller, admin, answer);
    }

    private void answer(
            Deed deed, Question question, Table table, Options options, Caller caller, Caller admin, Answer answer)
            throws QueryRefused {
        if (options.explains()) {
            throw QueryRefused.invalid(
                    "FATAL: a row of '" + table.name() + "' is made when it is asked for; that cannot be explained");
        }
        if (options.forGetOf(table).onlyChanges()) {
            answer.add("{}");
            return;
        }
        var row = changes.hand(table, deed, given(question, table), caller, admin);
        var told = told(question, row).toString();
        answer.add("{\"" + table.name() + "\":" + (question.many() ? "[" + told + "]" : told) + "}");
    }

    private static ObjectNode given(Question question, Table table) throws QueryRefused {
        var row = JsonNodeFactory.instance.objectNode();
        for (var field : question.fields().properties()) {
            if (!field.getValue().isNull()) {
                var column = table.columns().get(field.getKey());
                row.set(field.getKey(), Values.typed(table.name(), column, field.getValue()));
            }
        }
        return row;
    }

    /// One row keeps its nulls, a row of many is without them.
    private static ObjectNode told(Question question, JsonNode row) {
        var told = JsonNodeFactory.instance.objectNode();
        for (var field : question.fields().properties()) {
            var value = row.hasNonNull(field.getKey()) ? row.get(field.getKey()) : NullNode.instance;
            if (!question.many() || !value.isNull()) {
                told.set(field.getKey(), value);
            }
        }
        return told;
    }
}
