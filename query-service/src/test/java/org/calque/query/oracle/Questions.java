package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.calque.messages.Json;
import org.calque.query.oracle.Rules.Kind;

/// Makes up callers and what they ask: mostly sensible, often slightly wrong, now and then nonsense.
public final class Questions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> COMPARING = List.of("!=", "<>", "<=", ">=", "==", "<", ">", "=");
    private static final List<String> OTHER =
            List.of("IS NOT", "IS", "ILIKE", "LIKE", "NOT ILIKE", "NOT LIKE", "ANY", "MINLEN", "MAXLEN", "like", "XOR");
    private static final List<String> HIDDEN = List.of(
            "password_hash",
            "api_key",
            "nonsense",
            "constructor",
            "hash",
            "token",
            "notes",
            "email_address",
            "t.title",
            "group",
            "email_address_challenge",
            "lti_data",
            "");
    private static final List<String> TEXTS =
            List.of("a", "b", "ab", "abc", "ABC", "a%", "%b", "_", "", "o'x", "é", "🐘", "x", "n1", "s3", "%", "event");

    private final Random random;
    private final World world;
    private final Map<String, Rules> tables;
    private final List<String> names;

    /// @param names tables to ask for, each as often as it is named
    public Questions(Random random, World world, List<String> names) {
        this.random = random;
        this.world = world;
        this.tables = Rules.all();
        this.names = names;
    }

    /// One question.
    public record Question(Asker asker, JsonNode query, JsonNode options) {}

    public Question next() {
        var asker = asker();
        var isSet = random.nextInt(4) == 0;
        if (random.nextInt(60) == 0) {
            return new Question(asker, nonsense(), options(isSet, null));
        }
        if (random.nextInt(40) == 0) {
            var list = JSON.arrayNode();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(query(isSet, one(names)));
            }
            return new Question(asker, list, isSet ? JSON.arrayNode() : options(false, null));
        }
        var table = random.nextInt(60) == 0
                ? one(List.of("stats", "remember_me", "no_such_table", "api_keys", "projects; --", "constructor"))
                : one(names);
        return new Question(asker, query(isSet, table), options(isSet, tables.get(table)));
    }

    private Asker asker() {
        var id = one(world.accounts);
        var onlyIn = random.nextInt(8) == 0 ? Set.of(one(world.projects)) : null;
        return switch (random.nextInt(12)) {
            case 0 -> new Asker(null, false, false, null, false);
            case 1 -> new Asker(UUID.randomUUID(), false, false, null, false);
            case 2, 3, 4 -> new Asker(id, false, true, onlyIn, random.nextInt(20) == 0);
            case 5 ->
                random.nextInt(8) == 0
                        ? new Asker(one(world.projects), true, false, null, false)
                        : new Asker(id, false, false, null, random.nextInt(5) == 0);
            default -> new Asker(id, false, false, onlyIn, false);
        };
    }

    private JsonNode nonsense() {
        return one(List.of(
                JSON.objectNode(),
                JSON.numberNode(5),
                JSON.textNode(""),
                JSON.textNode("projects"),
                JSON.booleanNode(true),
                JSON.objectNode().<ObjectNode>set("accounts", JSON.nullNode()).putNull("projects"),
                JSON.objectNode().set("accounts", JSON.arrayNode()),
                JSON.objectNode().put("accounts", 7),
                JSON.objectNode().put("accounts", "x"),
                JSON.objectNode().set("accounts", JSON.arrayNode().add(5)),
                JSON.objectNode()
                        .set("projects", JSON.arrayNode().add(JSON.objectNode()).add(JSON.objectNode())),
                JSON.arrayNode(),
                JSON.arrayNode().add(JSON.objectNode()).add(5)));
    }

    private JsonNode query(boolean isSet, String table) {
        var rules = tables.get(table);
        var fields = rules == null ? JSON.objectNode().put("id", "x") : isSet ? row(rules) : asked(rules);
        JsonNode place =
                random.nextInt(isSet ? 8 : 2) == 0 ? fields : JSON.arrayNode().add(fields);
        if (isSet && place.isArray() && random.nextInt(3) > 0) {
            place = fields;
        }
        return JSON.objectNode().set(table, place);
    }

    private ObjectNode asked(Rules rules) {
        var fields = JSON.objectNode();
        var columns = new ArrayList<>(rules.get().keySet());
        if (columns.isEmpty()) {
            return fields.putNull(rules.key().isEmpty() ? "id" : rules.key().getFirst());
        }
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            var column = one(columns);
            fields.set(column, random.nextInt(10) < 6 ? JSON.nullNode() : condition(rules, column));
        }
        if (rules.get().containsKey("project_id") && random.nextInt(10) < 4
                || rules.name().equals("public_projects")) {
            fields.put("project_id", one(world.projects).toString());
        }
        if (rules.name().endsWith("_by_id") || rules.name().endsWith("public_info")) {
            fields.set("id", value(rules, "id"));
        }
        if (rules.name().startsWith("matching") && random.nextInt(8) > 0) {
            fields.put("search", one(TEXTS));
        }
        if (rules.order() != null && random.nextBoolean()) {
            fields.putNull(rules.order().substring(1));
        }
        if (random.nextInt(25) == 0) {
            fields.putNull(one(HIDDEN));
        }
        if (random.nextInt(10) > 0) {
            fields.putNull(one(columns));
        }
        if (random.nextInt(3) > 0
                && rules.key().stream().allMatch(it -> rules.get().containsKey(it))) {
            rules.key().stream().filter(it -> !fields.has(it)).forEach(fields::putNull);
        }
        return fields;
    }

    private JsonNode condition(Rules rules, String column) {
        var kind = rules.kind(column);
        if (random.nextInt(3) == 0) {
            return value(rules, column);
        }
        var operator = one(COMPARING);
        if (kind == Kind.MAP || kind == Kind.LIST || kind == Kind.IDS) {
            operator = one(List.of("=", "==", "!=", "<>"));
        }
        if (random.nextInt(4) == 0) {
            operator = one(OTHER);
        }
        var operand = switch (operator) {
            case "IS", "IS NOT" ->
                one(List.of(
                        JSON.nullNode(),
                        JSON.textNode("NULL"),
                        JSON.booleanNode(true),
                        JSON.booleanNode(false),
                        JSON.textNode("unknown"),
                        JSON.textNode("x")));
            case "MINLEN", "MAXLEN" -> random.nextInt(8) == 0 ? JSON.textNode("x") : JSON.numberNode(random.nextInt(4));
            case "like", "XOR" -> JSON.textNode("a");
            default -> random.nextInt(12) == 0 ? JSON.nullNode() : value(rules, column);
        };
        if (COMPARING.contains(operator) && (kind == Kind.TIME || random.nextInt(60) == 0) && random.nextBoolean()) {
            operand = relative();
        }
        return JSON.objectNode().set(operator, operand);
    }

    private JsonNode relative() {
        return random.nextInt(10) == 0
                ? JSON.objectNode().put("relative_time", "x").put("unit", one(List.of("days", "eons")))
                : one(List.of(
                        JSON.objectNode().put("relative_time", -20).put("unit", "days"),
                        JSON.objectNode().put("relative_time", -2).put("unit", "months"),
                        JSON.objectNode().put("relative_time", "-3").put("unit", "hours"),
                        JSON.objectNode().put("relative_time", 1.9).put("unit", "years"),
                        JSON.objectNode().put("relative_time", -90).put("unit", "minutes")));
    }

    /// A value of the kind of a column, often one that is there, now and then of another kind.
    private JsonNode value(Rules rules, String column) {
        var place = Visibility.PLACES.get(rules.name());
        if (place != null && random.nextInt(2) == 0) {
            var rows = place.view() == null ? List.<ObjectNode>of() : world.rows(place.view());
            var stored = rows.isEmpty() ? JSON.nullNode() : one(rows).path(column);
            if (!Conditions.isNull(stored) && !(stored.isObject() && stored.size() == 1)) {
                return stored;
            }
        }
        if (random.nextInt(25) == 0) {
            return one(List.of(
                    JSON.textNode("soon"),
                    JSON.numberNode(5),
                    JSON.booleanNode(true),
                    JSON.arrayNode(),
                    JSON.objectNode()));
        }
        return switch (rules.kind(column)) {
            case ID ->
                JSON.textNode(
                        random.nextInt(5) == 0
                                ? "{account_id}"
                                : one(column.equals("project_id") ? world.projects : world.accounts)
                                        .toString());
            case TEXT -> JSON.textNode(column.equals("id") ? "%040x".formatted(1 + random.nextInt(13)) : one(TEXTS));
            case FLAG -> JSON.booleanNode(random.nextBoolean());
            case WHOLE -> JSON.numberNode(random.nextInt(6));
            case NUMBER -> JSON.numberNode(random.nextInt(-4, 5) / 2.0);
            case TIME -> JSON.textNode(Json.TIME.format(world.anyTime()));
            case MAP -> two(World.map(random, 1));
            case BITS -> JSON.textNode(random.nextInt(10) == 0 ? "2" : one(World.BITS));
            case IDS -> {
                var list = JSON.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(random.nextInt(20) == 0 ? "x" : one(world.accounts).toString());
                }
                yield list;
            }
            case LIST -> {
                var list = JSON.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(one(TEXTS));
                }
                yield list;
            }
        };
    }

    /// An object of one key may be an operator.
    private static ObjectNode two(ObjectNode map) {
        return map.size() == 1 ? map.put("b", 1) : map;
    }

    private ObjectNode row(Rules rules) {
        var row = JSON.objectNode();
        var columns = new ArrayList<>(rules.set().keySet());
        if (columns.isEmpty()) {
            return row.put("id", "x");
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            var column = one(columns);
            row.set(
                    column,
                    random.nextInt(15) == 0
                            ? JSON.nullNode()
                            : column.equals("users") ? users() : value(rules, column));
        }
        if (random.nextInt(8) > 0) {
            rules.key().stream().filter(columns::contains).forEach(it -> row.set(it, value(rules, it)));
            if (columns.contains("project_id")) {
                row.put("project_id", one(world.projects).toString());
            }
        }
        if (random.nextInt(25) == 0) {
            row.put(one(HIDDEN), "x");
        }
        if (random.nextInt(25) == 0 && !rules.get().isEmpty()) {
            row.set(one(new ArrayList<>(rules.get().keySet())), JSON.textNode("x"));
        }
        return row;
    }

    private JsonNode users() {
        var user = JSON.objectNode();
        switch (random.nextInt(5)) {
            case 0 -> user.put("group", one(List.of("owner", "collaborator", "viewer", "king")));
            case 1 -> user.put("hide", "yes");
            case 2 -> user.put("crown", 1);
            default -> user.put("hide", random.nextBoolean());
        }
        return switch (random.nextInt(10)) {
            case 0 -> JSON.textNode("x");
            case 1 -> JSON.objectNode().set("nobody", user);
            case 2 -> JSON.objectNode().put(one(world.accounts).toString(), 5);
            default ->
                JSON.objectNode()
                        .set(
                                random.nextInt(3) == 0
                                        ? "{account_id}"
                                        : one(world.accounts).toString(),
                                user);
        };
    }

    private JsonNode options(boolean isSet, Rules rules) {
        if (random.nextInt(150) == 0) {
            return JSON.objectNode().put("set", true);
        }
        var options = JSON.arrayNode();
        if (isSet) {
            options.addObject().put("set", true);
        }
        if (random.nextInt(10) < 6) {
            return options;
        }
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            option(options, rules);
        }
        return options;
    }

    private void option(ArrayNode options, Rules rules) {
        var option = options.addObject();
        switch (random.nextInt(14)) {
            case 0, 1, 2 ->
                option.set(
                        "limit",
                        one(List.of(
                                JSON.numberNode(0),
                                JSON.numberNode(1),
                                JSON.numberNode(2),
                                JSON.numberNode(3),
                                JSON.numberNode(-1),
                                JSON.textNode("2x"),
                                JSON.textNode("x"),
                                JSON.numberNode(2.9))));
            case 3, 4, 5, 6 -> {
                var columns = rules == null
                        ? List.of("id")
                        : new ArrayList<>(rules.get().keySet());
                var column = columns.isEmpty() || random.nextInt(15) == 0 ? one(HIDDEN) : one(columns);
                option.put(
                        "order_by",
                        (random.nextBoolean() ? "-" : "") + column + one(List.of("", "", "", " desc", " ASC")));
            }
            case 7 -> option.put("only_changes", random.nextBoolean());
            case 8 -> option.put("heartbeat", 5);
            case 9 -> option.put(one(List.of("slice", "heads", "obj", "offset", "nonsense")), 1);
            case 10, 11 ->
                option.put(
                        "account_id",
                        random.nextInt(6) == 0 ? "x" : one(world.accounts).toString());
            case 12 -> option.put("delete", random.nextBoolean());
            default -> option.put("set", random.nextInt(4) == 0);
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
