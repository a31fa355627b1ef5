package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.calque.messages.Caller;
import org.calque.query.Changes.Deed;
import org.calque.query.tables.Catalogue;
import org.calque.query.tables.Column;
import org.calque.query.tables.SetRule;
import org.calque.query.tables.Table;

/// Checks the form of a change and hands it to the owner of the table, who knows whether the caller may make it.
@ApplicationScoped
class Sets {
    private final Changes changes;

    Sets(Changes changes) {
        this.changes = changes;
    }

    /// The order of checks is the contract's.
    ///
    /// @param admin the administrator who acts as the caller; null when the caller acts for himself
    void carryOut(Question question, Options options, Caller caller, Caller admin) throws QueryRefused {
        if (!caller.isAccount()) {
            throw QueryRefused.forbidden("FATAL: no anonymous set queries");
        }
        var table = writable(question);
        Changes.checkLimits(table, caller);
        var given = question.fields();
        if (changesNothing(table, given)) {
            return;
        }
        var row = given.deepCopy();
        for (Column column : table.columns().values()) {
            apply(table, column, row, caller);
        }
        for (var field : given.properties()) {
            checkMayChange(table, field.getKey());
        }
        if (options.delete() && !table.deletes()) {
            throw QueryRefused.forbidden("FATAL: delete from " + table.name() + " not allowed");
        }
        if ((table.adminOnly() || table.adminSets()) && !caller.isAdmin()) {
            throw QueryRefused.forbidden("FATAL: user must be an admin");
        }
        if (options.delete()) {
            changes.hand(table, Deed.DELETE, keyOf(table, row), caller, admin);
        } else {
            changes.hand(table, Deed.SET, typed(table, row), caller, admin);
        }
    }

    private static Table writable(Question question) throws QueryRefused {
        var table = Catalogue.named(question.table()).filter(Table::settable);
        if (table.isEmpty()) {
            throw Catalogue.isName(question.table())
                    ? QueryRefused.forbidden("FATAL: user set queries not allowed for table '" + question.table() + "'")
                    : QueryRefused.invalid("FATAL: table '" + question.table() + "' does not exist");
        }
        return table.get();
    }

    /// A set that names nothing but whose row it is.
    private static boolean changesNothing(Table table, ObjectNode given) {
        for (var field : given.properties()) {
            var column = table.columns().get(field.getKey());
            if (column == null
                    || !(column.setRule() instanceof SetRule.Caller
                            || column.setRule() instanceof SetRule.ProjectWrite)) {
                return false;
            }
        }
        return true;
    }

    private static void apply(Table table, Column column, ObjectNode row, Caller caller) throws QueryRefused {
        switch (column.setRule()) {
            case SetRule.Never(), SetRule.Free() -> {}
            case SetRule.Caller() ->
                row.set(column.name(), TextNode.valueOf(caller.id().toString()));
            case SetRule.ProjectWrite(), SetRule.ProjectOwner() -> {
                if (!row.hasNonNull(column.name())) {
                    throw QueryRefused.invalid("FATAL: must specify " + table.name() + "." + column.name());
                }
            }
            case SetRule.Computed(SetRule.Rule rule) -> {
                try {
                    var value = rule.value(row, caller.id());
                    if (value != null) {
                        row.set(column.name(), value);
                    }
                } catch (SetRule.Broken broken) {
                    throw QueryRefused.invalid(
                            "FATAL: error setting '" + column.name() + "' -- Error: " + broken.getMessage());
                }
            }
        }
    }

    private static void checkMayChange(Table table, String field) throws QueryRefused {
        var column = table.columns().get(field);
        if (column == null || !column.settable() && !table.key().contains(field)) {
            throw QueryRefused.forbidden("FATAL: changing " + table.name() + "." + field + " not allowed");
        }
    }

    /// The row without what is null, which leaves a column as it is unless the table says otherwise, and with every
    /// value in the type of its column.
    private static ObjectNode typed(Table table, ObjectNode row) throws QueryRefused {
        var typed = JsonNodeFactory.instance.objectNode();
        for (var field : row.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                if (table.clears()) {
                    typed.set(field.getKey(), value);
                }
            } else {
                typed.set(
                        field.getKey(),
                        Values.typed(table.name(), table.columns().get(field.getKey()), value));
            }
        }
        for (String required : table.required()) {
            if (!typed.hasNonNull(required)) {
                throw QueryRefused.invalid("FATAL: must specify " + table.name() + "." + required);
            }
        }
        return typed;
    }

    private static ObjectNode keyOf(Table table, ObjectNode row) throws QueryRefused {
        var key = JsonNodeFactory.instance.objectNode();
        for (String name : table.key()) {
            if (!row.hasNonNull(name)) {
                throw QueryRefused.invalid("FATAL: delete query must set primary key");
            }
            key.set(name, Values.typed(table.name(), table.columns().get(name), row.get(name)));
        }
        return key;
    }
}
