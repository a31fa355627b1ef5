package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.calque.messages.Uuids;
import org.calque.query.oracle.Conditions.Condition;
import org.calque.query.oracle.Conditions.Refused;
import org.calque.query.oracle.Conditions.Unreadable;
import org.calque.query.oracle.Conditions.Wrong;
import org.calque.query.oracle.Expected.Answers;
import org.calque.query.oracle.Expected.Fails;
import org.calque.query.oracle.Expected.FailsOr;
import org.calque.query.oracle.Expected.Rows;
import org.calque.query.oracle.Rules.Kind;
import org.calque.query.oracle.Visibility.Projects;

/// Sections 3 and 4 of the contract: what a get answers.
final class ModelOfGets {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST = 100_000;
    private static final String WHOLE = "all_public_paths";
    private static final String MAKING = "create_message";
    private static final String FOUND = "listings";
    private static final String SEARCH = "search";
    private static final Set<String> WHOLE_COLUMNS = new LinkedHashSet<>(List.of(
            "id",
            "project_id",
            "path",
            "description",
            "disabled",
            "unlisted",
            "authenticated",
            "license",
            "last_edited",
            "created",
            "last_saved",
            "counter",
            "compute_image"));

    private final World world;
    private final Map<String, Rules> tables;
    private final Set<String> answered;
    private final Visibility visibility;

    ModelOfGets(World world, Map<String, Rules> tables, Set<String> answered) {
        this.world = world;
        this.tables = tables;
        this.answered = answered;
        this.visibility = new Visibility(world);
    }

    /// What the options say.
    private record Wanted(Integer limit, List<String> order, boolean onlyChanges) {}

    Expected answer(Asker asker, String table, ObjectNode fields, boolean many, JsonNode options) {
        try {
            return checked(asker, table, fields, many, options);
        } catch (Wrong wrong) {
            return new Fails(wrong.getMessage());
        }
    }

    private Expected checked(Asker asker, String table, ObjectNode fields, boolean many, JsonNode options)
            throws Wrong {
        var rules = tables.get(table);
        if (rules == null || rules.get().isEmpty() || !answered.contains(table)) {
            throw new Wrong("FATAL: get queries not allowed for table '" + table + "'");
        }
        if (!asker.isAccount() && !rules.anonymous()) {
            throw new Wrong("FATAL: anonymous get queries not allowed for table '" + table + "'");
        }
        for (var field : fields.properties()) {
            var isWhole = table.equals(WHOLE) && field.getKey().equals("name");
            if (!rules.get().containsKey(field.getKey()) || isWhole) {
                throw new Wrong("FATAL: user get query not allowed for " + table + "." + field.getKey());
            }
        }
        checkHook(table, fields, many);
        if (rules.adminGet() && !asker.isAdmin()) {
            throw new Wrong("FATAL: user must be an admin");
        }
        if (table.equals(MAKING)) {
            return made(asker, rules, fields, many, options);
        }
        var project = project(asker, table, fields);
        if (table.equals(FOUND)) {
            return handed("/tables/" + table + "/told", rules, fields, many, options);
        }
        var wanted = wanted(options, rules);
        if (wanted.onlyChanges()) {
            return Model.nothing();
        }
        return rows(asker, rules, fields, many, project, wanted);
    }

    /// A get that makes a row is as good as a set, and tells the row that the owner has made of it.
    private static Expected made(Asker asker, Rules rules, ObjectNode fields, boolean many, JsonNode options)
            throws Wrong {
        ModelOfSets.checkLimits(asker, rules.name());
        return handed("/tables/" + rules.name() + "/new", rules, fields, many, options);
    }

    private static Expected handed(String path, Rules rules, ObjectNode fields, boolean many, JsonNode options)
            throws Wrong {
        if (wanted(options, rules).onlyChanges()) {
            return Model.nothing();
        }
        var row = JSON.objectNode();
        var told = JSON.objectNode();
        for (var field : fields.properties()) {
            if (!many) {
                told.putNull(field.getKey());
            }
            if (!field.getValue().isNull()) {
                try {
                    row.set(field.getKey(), ModelOfSets.typed(rules, field.getKey(), field.getValue()));
                } catch (Unreadable unreadable) {
                    return new FailsOr("", null);
                }
            }
        }
        var answer = JSON.objectNode().set(rules.name(), many ? JSON.arrayNode().add(told) : told);
        return new Expected.Hands(path, row, null, answer);
    }

    private static void checkHook(String table, ObjectNode fields, boolean many) throws Wrong {
        var id = fields.path("id");
        if (table.equals("public_paths_by_id")
                && (!id.isTextual() || id.asText().length() != 40)) {
            throw new Wrong("id must be a sha1 hash");
        }
        if (table.equals(FOUND)) {
            checkListing(fields);
        }
        if (table.equals("matching_site_licenses")) {
            if (!many) {
                throw new Wrong("query must be an array (you must request to get multiple values back)");
            }
            if (!fields.path(SEARCH).isTextual()) {
                throw new Wrong("search must be given as a string");
            }
        }
        if (table.equals("manager_site_licenses") && !many) {
            throw new Wrong("query must be an array (you must request to get multiple values back)");
        }
        if (table.equals("site_license_public_info") && (many || !Uuids.isUuid(id.asText()))) {
            throw new Wrong("must be a single object query with id specified");
        }
    }

    private static void checkListing(ObjectNode fields) throws Wrong {
        for (var field : fields.properties()) {
            if (!List.of("project_id", "path", "compute_server_id").contains(field.getKey())
                    && !field.getValue().isNull()) {
                throw new Wrong("FATAL: listings are asked for by project_id, path and compute_server_id alone");
            }
        }
        var path = fields.path("path");
        if (!Conditions.isNull(path) && !path.isTextual()) {
            throw new Wrong("FATAL: listings.path must be a string");
        }
        var server = fields.path("compute_server_id");
        if (!Conditions.isNull(server) && !server.toString().equals("0")) {
            throw new Wrong("FATAL: listings.compute_server_id must be 0: there are no other servers");
        }
    }

    /// Section 4.2; null when the project that is named does not matter.
    private String project(Asker asker, String table, ObjectNode fields) throws Wrong {
        var rule = Visibility.PLACES.get(table).projects();
        if (rule == Projects.COLUMN) {
            return null;
        }
        var given = fields.path("project_id");
        if (Conditions.isNull(given)) {
            if (rule == Projects.MINE) {
                return null;
            }
            throw new Wrong("FATAL: must specify project_id");
        }
        var project = Conditions.plain(given);
        if (rule == Projects.ANYBODYS) {
            if (table.equals("public_projects")
                    && Uuids.isUuid(project)
                    && !visibility.publishes(asker, Uuids.parse(project).get().toString())) {
                throw new Wrong("project does not have any public paths");
            }
            return project;
        }
        if (!Uuids.isUuid(project)) {
            throw new Wrong("invalid project_id -- " + project);
        }
        if (!visibility.mayRead(asker, project)) {
            throw new Wrong("FATAL: you do not have read access to this project -- account_id=" + asker.id()
                    + ", project_id_=undefined");
        }
        return project;
    }

    private static Wanted wanted(JsonNode options, Rules rules) throws Wrong {
        JsonNode limit = null;
        var order = new ArrayList<String>();
        var onlyChanges = false;
        for (JsonNode option : options) {
            for (var entry : option.properties()) {
                switch (entry.getKey()) {
                    case "limit" -> limit = entry.getValue();
                    case "order_by" -> order.addAll(order(entry.getValue(), rules));
                    case "only_changes" -> onlyChanges = Model.isTruthy(entry.getValue());
                    case "set", "heartbeat", "account_id" -> {}
                    case "slice" -> throw new Wrong("slice not implemented");
                    default -> throw new Wrong("unknown option '" + entry.getKey() + "'");
                }
            }
        }
        if (order.isEmpty() && rules.order() != null) {
            order.add(rules.order());
        }
        if (order.isEmpty() && rules.name().equals(WHOLE)) {
            order.add("-last_edited");
        }
        return new Wanted(limit == null ? rules.limit() : limit(limit), order, onlyChanges);
    }

    /// A lenient integer: `"7x"` is 7, 2.9 is 2, and nonsense is no limit.
    private static Integer limit(JsonNode limit) throws Wrong {
        var digits = java.util.regex.Pattern.compile("^\\s*([+-]?\\d{1,9})").matcher(limit.asText(""));
        if (!digits.find()) {
            return null;
        }
        int number = Integer.parseInt(digits.group(1));
        if (number < 0) {
            throw new Wrong("ERROR -- opts.limit = '" + number + "' is not an integer");
        }
        return number;
    }

    private static List<String> order(JsonNode given, Rules rules) throws Wrong {
        var order = new ArrayList<String>();
        for (String one : given.asText("").split(",", -1)) {
            var name = one.strip();
            var descends = name.startsWith("-")
                    || name.toUpperCase(java.util.Locale.ROOT).endsWith(" DESC");
            name = name.replaceFirst("^-", "")
                    .replaceFirst("(?i) (ASC|DESC)$", "")
                    .strip();
            var isOmitted = rules.name().equals(WHOLE) && name.equals("name")
                    || rules.name().equals("collaborators_one_project") && name.equals("project_id")
                    || name.equals(SEARCH);
            if (!given.isTextual() || !rules.get().containsKey(name) || isOmitted) {
                throw new Wrong("ERROR -- invalid characters in order_by='" + Conditions.plain(given) + "'");
            }
            order.add((descends ? "-" : "") + name);
        }
        return order;
    }

    private Expected rows(Asker asker, Rules rules, ObjectNode fields, boolean many, String project, Wanted wanted)
            throws Wrong {
        var isWhole = rules.name().equals(WHOLE);
        var columns = new LinkedHashSet<String>(isWhole ? WHOLE_COLUMNS : Set.of());
        if (!isWhole) {
            fields.fieldNames().forEachRemaining(columns::add);
        }
        if (rules.name().equals("collaborators_one_project")) {
            columns.remove("project_id");
        }
        columns.remove(SEARCH);
        var seen = world.rows(Visibility.PLACES.get(rules.name()).view()).stream()
                .filter(it -> visibility.sees(asker, rules.name(), it, project))
                .filter(it ->
                        !fields.has(SEARCH) || holds(it, fields.get(SEARCH).asText()))
                .map(it -> visibility.asSeenBy(asker, rules.name(), it))
                .toList();
        List<ObjectNode> passing;
        try {
            passing = passing(rules, isWhole ? Set.of() : columns, fields, seen);
        } catch (Refused refused) {
            return new FailsOr("postgresql error: ", null);
        } catch (Unreadable unreadable) {
            var none = shown(rules, columns, List.of(), many || isWhole, wanted);
            return new FailsOr("postgresql error: ", many || isWhole ? none : Model.nothing());
        }
        return shown(rules, columns, passing, many || isWhole, wanted);
    }

    /// Whether a license holds a text.
    private static boolean holds(ObjectNode license, String text) {
        var all = new StringBuilder();
        for (String column : List.of("id", "title", "description", "info")) {
            var value = license.path(column);
            all.append(value.isObject() ? value.toString() : value.asText("")).append(' ');
        }
        license.path("managers").forEach(it -> all.append(it.asText()).append(' '));
        return all.toString().toLowerCase(java.util.Locale.ROOT).contains(text.toLowerCase(java.util.Locale.ROOT));
    }

    private List<ObjectNode> passing(Rules rules, Set<String> columns, ObjectNode fields, List<ObjectNode> seen)
            throws Wrong, Refused, Unreadable {
        var conditions = new java.util.LinkedHashMap<String, Condition>();
        Refused refused = null;
        for (String column : columns) {
            try {
                Conditions.of(rules.kind(column), fields.get(column), world.now())
                        .ifPresent(it -> conditions.put(column, it));
            } catch (Refused later) {
                refused = later;
            }
        }
        if (refused != null) {
            throw refused;
        }
        var passing = new ArrayList<ObjectNode>();
        // A value that cannot be read is looked at first, whatever rows there are.
        for (var condition : conditions.entrySet()) {
            condition.getValue().holds(JSON.nullNode());
        }
        for (ObjectNode row : seen) {
            var passes = true;
            for (var condition : conditions.entrySet()) {
                passes &= condition.getValue().holds(Shown.stored(rules, condition.getKey(), row));
            }
            if (passes) {
                passing.add(row);
            }
        }
        return passing;
    }

    private static Expected shown(
            Rules rules, Set<String> columns, List<ObjectNode> rows, boolean many, Wanted wanted) {
        var limit = wanted.limit() == null ? MOST : Math.min(wanted.limit(), MOST);
        var sorted = new ArrayList<>(rows);
        for (String by : wanted.order().reversed()) {
            sorted.sort(order(rules, by));
        }
        var keepsNulls = !many || rules.name().equals(WHOLE);
        var told = sorted.stream()
                .map(it -> Shown.row(rules, columns, it, keepsNulls))
                .toList();
        if (!many) {
            return told.isEmpty() || limit == 0
                    ? Model.nothing()
                    : new Rows(rules.name(), told, -1, visibleOrder(rules, wanted.order(), columns));
        }
        if (told.isEmpty() || limit == 0) {
            return new Answers(JSON.objectNode().set(rules.name(), JSON.arrayNode()));
        }
        return new Rows(rules.name(), told, limit, visibleOrder(rules, wanted.order(), columns));
    }

    private static Comparator<ObjectNode> order(Rules rules, String by) {
        var column = by.replaceFirst("^-", "");
        Comparator<ObjectNode> order = (one, other) -> Conditions.order(
                rules.kind(column), Shown.stored(rules, column, one), Shown.stored(rules, column, other));
        return by.startsWith("-") ? order.reversed() : order;
    }

    /// The order as far as it can be seen in the rows that are told.
    private static Comparator<JsonNode> visibleOrder(Rules rules, List<String> order, Set<String> columns) {
        Comparator<JsonNode> visible = null;
        for (String by : order) {
            var column = by.replaceFirst("^-", "");
            var kind = rules.kind(column);
            if (!columns.contains(column)
                    || !rules.fallback(column).isNull()
                    || kind == Kind.MAP
                    || kind == Kind.LIST
                    || kind == Kind.IDS) {
                break;
            }
            Comparator<JsonNode> next = (one, other) -> Conditions.order(kind, one.path(column), other.path(column));
            next = by.startsWith("-") ? next.reversed() : next;
            visible = visible == null ? next : visible.thenComparing(next);
        }
        return visible;
    }
}
