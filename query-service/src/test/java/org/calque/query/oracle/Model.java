package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.calque.messages.Uuids;
import org.calque.query.oracle.Expected.Answers;
import org.calque.query.oracle.Expected.Each;
import org.calque.query.oracle.Expected.Fails;

/// The query language as the contract tells it, slowly and without tricks: what must become of any question. It knows
/// nothing of the engine or of its declarations.
public final class Model {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Rules> tables;
    private final ModelOfGets gets;
    private final ModelOfSets sets;

    /// @param answered names of the tables that Calque answers
    public Model(World world, Set<String> answered) {
        this.tables = Rules.all();
        this.gets = new ModelOfGets(world, tables, answered);
        this.sets = new ModelOfSets(tables, answered);
    }

    /// Section 2: one query, or a list of them.
    public Expected answer(Asker asker, JsonNode query, JsonNode options) {
        if (asker.project()) {
            return new Fails(
                    "the key of a project cannot be used for queries; use the key of an account that is on the project");
        }
        var sudo =
                options.isArray() ? last(options, "account_id").filter(it -> !it.isNull()) : Optional.<JsonNode>empty();
        var acting = asker;
        if (sudo.isPresent()) {
            if (!asker.isAdmin()) {
                return new Fails("user must be admin to sudo");
            }
            var id = Uuids.parse(sudo.get().asText());
            if (id.isEmpty()) {
                return new Fails("invalid account_id -- " + Conditions.plain(sudo.get()));
            }
            acting = asker.as(id.get());
        }
        if (!query.isArray()) {
            return one(acting, query, options, acting != asker);
        }
        var all = new ArrayList<Expected>();
        for (JsonNode each : query) {
            all.add(one(acting, each, options, acting != asker));
            if (all.getLast() instanceof Fails) {
                break;
            }
        }
        return new Each(all);
    }

    private Expected one(Asker asker, JsonNode query, JsonNode options, boolean sudo) {
        if (query.size() > 1 || query.isTextual() && !query.asText().isEmpty()) {
            return new Fails("FATAL: must specify exactly one key in the query");
        }
        if (!query.isObject() || query.isEmpty()) {
            return new Fails("FATAL: invalid user_query of 'undefined' -- query must be an object");
        }
        var table = query.fieldNames().next();
        var rows = query.get(table);
        if (rows.isArray() && rows.size() > 1) {
            return new Fails("FATAL: array of length > 1 not yet implemented");
        }
        if (!options.isArray()) {
            return new Fails("FATAL: options (=" + options + ") must be an array");
        }
        if (!((rows.isArray() ? rows.path(0) : rows) instanceof ObjectNode given)) {
            return new Fails("FATAL: invalid user_query of '" + table + "' -- query must be an object");
        }
        var fields =
                asker.isAccount() ? (ObjectNode) substituted(given, asker.id().toString()) : given;
        var isGet = last(options, "set").map(it -> !isTruthy(it)).orElseGet(() -> hasNull(fields));
        var deletes = isTruthy(last(options, "delete").orElse(JSON.nullNode()));
        var expected = isGet
                ? gets.answer(asker, table, fields, rows.isArray(), options)
                : sets.answer(asker, table, fields, deletes);
        return sudo && expected instanceof Expected.Hands hands && hands.path() != null
                ? new Expected.Hands(
                        hands.path() + (hands.path().contains("?") ? "&as=" : "?as=") + asker.id(),
                        hands.row(),
                        hands.made(),
                        hands.answer())
                : expected;
    }

    private static JsonNode substituted(JsonNode node, String me) {
        if (node.isTextual()) {
            return node.asText().equals("{account_id}") ? TextNode.valueOf(me) : node;
        }
        if (node instanceof ObjectNode object) {
            var copy = JSON.objectNode();
            object.properties()
                    .forEach(it -> copy.set(
                            it.getKey().equals("{account_id}") ? me : it.getKey(), substituted(it.getValue(), me)));
            return copy;
        }
        if (node.isArray()) {
            var copy = JSON.arrayNode();
            node.forEach(it -> copy.add(substituted(it, me)));
            return copy;
        }
        return node;
    }

    static Optional<JsonNode> last(JsonNode options, String name) {
        Optional<JsonNode> last = Optional.empty();
        for (JsonNode option : options) {
            if (option.has(name)) {
                last = Optional.of(option.get(name));
            }
        }
        return last;
    }

    static boolean isTruthy(JsonNode value) {
        return value.isContainerNode()
                || value.isBoolean() && value.booleanValue()
                || value.isNumber() && value.doubleValue() != 0
                || value.isTextual() && !value.asText().isEmpty();
    }

    private static boolean hasNull(JsonNode node) {
        return node.isNull() || node.valueStream().anyMatch(Model::hasNull);
    }

    static Expected nothing() {
        return new Answers(JSON.objectNode());
    }

    static List<JsonNode> list(JsonNode array) {
        var list = new ArrayList<JsonNode>();
        array.forEach(list::add);
        return list;
    }
}
