package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.calque.messages.Json;

/// People, projects and everything about them, made up anew; and what of it stands in each view.
public final class World {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ROWS = 12;
    private static final List<String> TEXTS =
            List.of("a", "b", "ab", "abc", "Abc", "x", "y", "", "o'x", "é", "🐘", "%");

    static final List<String> BITS = List.of("", "0", "1", "01", "011", "1000");

    /// Tables that are filled, by owner; in every one of them, `account_id` and `project_id` name somebody or
    /// something.
    private static final Map<String, List<String>> FILLED = Map.of(
            "accounts",
            List.of(
                    "api_accounts",
                    "api_system_notifications",
                    "api_news",
                    "api_client_error_log",
                    "api_site_settings",
                    "api_registration_tokens",
                    "api_auth_tokens",
                    "api_messages"),
            "projects",
            List.of(
                    "api_projects",
                    "api_members",
                    "api_public_paths",
                    "api_project_log",
                    "api_file_use",
                    "api_file_access_log",
                    "api_mentions",
                    "api_project_invite_tokens"),
            "billing",
            List.of("site_licenses", "purchase_quotas", "purchases", "statements", "subscriptions"));

    private final Random random;
    private final Instant now;
    public final List<UUID> accounts = new ArrayList<>();
    public final List<UUID> projects = new ArrayList<>();
    private final Map<String, List<ObjectNode>> views = new TreeMap<>();

    /// Opens a connection as the role of an owner.
    public interface Owners {
        Connection as(String owner) throws SQLException;
    }

    private World(Random random, Instant now) {
        this.random = random;
        this.now = now;
        for (int i = 0; i < 6; i++) {
            accounts.add(uuid());
            projects.add(uuid());
        }
        projects.add(uuid());
    }

    /// Fills the tables and reads back all views.
    public static World made(Random random, Owners owners, List<String> viewNames) throws SQLException, IOException {
        var world = new World(random, Instant.now());
        for (var owner : new TreeMap<>(FILLED).entrySet()) {
            try (var connection = owners.as(owner.getKey())) {
                for (String table : owner.getValue()) {
                    world.fill(connection, owner.getKey() + "." + table);
                }
            }
        }
        for (String view : viewNames) {
            try (var connection = owners.as(view.substring(0, view.indexOf('.')))) {
                world.views.put(view, read(connection, view));
            }
        }
        return world;
    }

    /// The rows of a view as PostgreSQL has them.
    public List<ObjectNode> rows(String view) {
        return views.get(view);
    }

    public Instant now() {
        return now;
    }

    private void fill(Connection connection, String table) throws SQLException {
        var types = new TreeMap<String, String>();
        try (var select = connection.prepareStatement("select attname, format_type(atttypid, null) from pg_attribute"
                + " where attrelid = cast(? as regclass) and attnum > 0 and not attisdropped")) {
            select.setString(1, table);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    types.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        try (var insert = connection.prepareStatement("insert into " + table
                        + " select * from jsonb_populate_recordset(null::" + table + ", cast(? as jsonb))");
                var statement = connection.createStatement()) {
            statement.execute("truncate " + table);
            insert.setString(1, rows(table, types).toString());
            insert.executeUpdate();
        }
    }

    private ArrayNode rows(String table, Map<String, String> types) {
        var rows = JSON.arrayNode();
        switch (table) {
            case "accounts.api_accounts" ->
                accounts.stream()
                        .limit(5)
                        .forEach(id -> rows.add(row(rows.size(), types, table).put("account_id", id.toString())));
            case "projects.api_projects" ->
                projects.forEach(
                        id -> rows.add(project(row(rows.size(), types, table).put("project_id", id.toString()))));
            case "projects.api_members" -> {
                for (UUID project : projects) {
                    for (UUID account : accounts) {
                        if (random.nextInt(10) < 4) {
                            rows.addObject()
                                    .put("project_id", project.toString())
                                    .put("account_id", account.toString())
                                    .put("group", one(List.of("owner", "collaborator", "collaborator", "viewer")));
                        }
                    }
                }
            }
            default -> {
                for (int i = 0; i < ROWS; i++) {
                    rows.add(row(i, types, table));
                }
            }
        }
        return rows;
    }

    private ObjectNode project(ObjectNode row) {
        var active = JSON.objectNode();
        for (UUID account : accounts) {
            if (random.nextBoolean()) {
                active.put(account.toString(), Json.TIME.format(anyTime()));
            }
        }
        row.set("last_active", active);
        return row.put("last_edited", Json.TIME.format(anyTime()));
    }

    private ObjectNode row(int number, Map<String, String> types, String table) {
        var row = JSON.objectNode();
        types.forEach((column, type) -> row.set(column, cell(number, column, type, table)));
        return row;
    }

    private JsonNode cell(int number, String column, String type, String table) {
        if (column.equals("id")) {
            return switch (type) {
                case "uuid" -> JSON.textNode(uuid().toString());
                case "integer" -> JSON.numberNode(number + 1);
                default -> JSON.textNode("%040x".formatted(number + 1));
            };
        }
        var isNeeded = List.of("account_id", "project_id", "name", "token", "service", "interval")
                                .contains(column)
                        && !table.endsWith("api_accounts")
                        && !table.endsWith("api_projects")
                || column.equals("time") && table.startsWith("billing");
        if (!isNeeded && random.nextInt(6) == 0) {
            return JSON.nullNode();
        }
        return switch (column) {
            case "account_id" -> JSON.textNode(one(accounts).toString());
            case "project_id" -> JSON.textNode(one(projects).toString());
            case "service", "invoice_id" -> JSON.textNode("s" + number);
            case "name" -> JSON.textNode(table.endsWith("_settings") ? "n" + number : one(TEXTS));
            case "channel" -> JSON.textNode(one(List.of("event", "feature", "about")));
            case "groups" -> JSON.arrayNode().add(one(List.of("admin", "partner")));
            case "managers" -> {
                var managers = JSON.arrayNode();
                accounts.stream().filter(it -> random.nextInt(3) == 0).forEach(it -> managers.add(it.toString()));
                yield managers;
            }
            default -> cell(type);
        };
    }

    private JsonNode cell(String type) {
        return switch (type) {
            case "uuid" -> JSON.textNode(one(accounts).toString());
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer", "bigint" -> JSON.numberNode(random.nextInt(5));
            case "real", "double precision" -> JSON.numberNode(random.nextInt(-4, 5) / 2.0);
            case "timestamp with time zone" -> JSON.textNode(Json.TIME.format(anyTime()));
            case "jsonb" -> map(random, 2);
            case "bit varying" -> JSON.textNode(one(BITS));
            case "uuid[]" -> {
                var list = JSON.arrayNode();
                accounts.stream().filter(it -> random.nextInt(3) == 0).forEach(it -> list.add(it.toString()));
                yield list;
            }
            case "text[]" -> {
                var list = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(one(TEXTS));
                }
                yield list;
            }
            default -> JSON.textNode(one(TEXTS));
        };
    }

    /// A map as clients put them together.
    static ObjectNode map(Random random, int depth) {
        var map = JSON.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            var key = List.of("a", "time", "started", "pay", "color", "theme", "tab_size", "a.b", "it's", "font")
                    .get(random.nextInt(10));
            map.set(
                    key,
                    switch (random.nextInt(depth > 0 ? 8 : 7)) {
                        case 0 -> JSON.nullNode();
                        case 1 -> JSON.numberNode(random.nextInt(3));
                        case 2 -> JSON.booleanNode(random.nextBoolean());
                        case 3 -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
                        case 4 -> JSON.textNode("2025-01-02T03:04:05Z");
                        case 5 -> JSON.textNode("2025-01-02T03:04:05.1239+02:00");
                        case 6 -> JSON.arrayNode().add(1).add("2025-01-02T03:04:05Z");
                        default -> map(random, depth - 1);
                    });
        }
        return map;
    }

    /// Some time, at a good distance from all the borders that tables draw.
    Instant anyTime() {
        return now.minus(one(List.of(
                        Duration.ofMinutes(-10),
                        Duration.ofMinutes(20),
                        Duration.ofHours(5),
                        Duration.ofDays(15),
                        Duration.ofDays(25),
                        Duration.ofDays(50),
                        Duration.ofDays(75),
                        Duration.ofDays(100))))
                .plusMillis(random.nextInt(1000));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private UUID uuid() {
        return UUID.fromString("%08x-%04x-4%03x-8%03x-%012x"
                .formatted(
                        random.nextInt(),
                        random.nextInt(1 << 16),
                        random.nextInt(1 << 12),
                        random.nextInt(1 << 12),
                        random.nextLong(1L << 48)));
    }

    private static List<ObjectNode> read(Connection connection, String view) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select to_jsonb(t)::text from " + view + " t")) {
            var rows = new ArrayList<ObjectNode>();
            while (found.next()) {
                rows.add((ObjectNode) Json.MAPPER.readTree(found.getString(1)));
            }
            return rows;
        }
    }
}
