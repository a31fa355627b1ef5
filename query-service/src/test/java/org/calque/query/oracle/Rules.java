package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.calque.messages.Json;

/// The rules of one table as the contract has them, copied from its text and not from the declarations of Calque:
/// `contract-tables.json`, and where Calque departs from it on purpose.
///
/// @param types SQL types of all columns that can be read or set
/// @param get   columns that can be read, with what is told in place of a missing value
/// @param set   columns that can be set: `free`, `account_id`, `project_write`, `project_owner` or `computed`
/// @param dates keys of maps that hold times; `*` for all
public record Rules(
        String name,
        List<String> key,
        Map<String, String> types,
        Map<String, JsonNode> get,
        Map<String, String> set,
        Map<String, List<String>> dates,
        Integer limit,
        String order,
        boolean anonymous,
        boolean adminGet,
        boolean adminSet,
        boolean clears,
        boolean deletes,
        List<String> required) {

    private static final List<String> PROJECTS = List.of("projects", "projects_all", "projects_admin", "crm_projects");

    private static final List<String> CONCEALED = List.of("host", "status", "secret_token");

    /// All tables by name.
    public static Map<String, Rules> all() {
        try (var file = Rules.class.getResourceAsStream("/contract-tables.json")) {
            var tables = (ObjectNode) Json.MAPPER.readTree(file);
            depart(tables);
            var all = new TreeMap<String, Rules>();
            tables.properties().forEach(it -> all.put(it.getKey(), of(it.getKey(), it.getValue())));
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What Calque decided to do otherwise.
    private static void depart(ObjectNode tables) {
        for (String name : PROJECTS) {
            var table = (ObjectNode) tables.get(name);
            table.withObject("columns")
                    .put("color", "TEXT")
                    .put("ephemeral", "INTEGER")
                    .put("manage_users_owner_only", "BOOLEAN");
            table.withObject("get").putNull("color").putNull("ephemeral").putNull("manage_users_owner_only");
            if (!name.equals("projects_admin") && !name.equals("crm_projects")) {
                table.withObject("set").put("color", "free").put("manage_users_owner_only", "free");
            }
        }
        // Its columns are those of the licenses, and it has a limit.
        var matching = tables.withObject("matching_site_licenses");
        matching.put("limit", 20);
        matching.withObject("columns").setAll((ObjectNode) tables.at("/site_licenses/columns"));
        matching.withObject("columns").put("search", "TEXT");
        // A folder is listed when it is asked for; nobody sets what is in it.
        tables.withObject("listings").set("set", tables.objectNode());
        tables.withObject("listings").remove("delete");
        // Calque knows no such number.
        tables.withObject("crm_accounts").withObject("set").remove("salesloft_id");
        tables.withObject("system_notifications").putArray("required").add("id");
        for (String keyed : List.of("crm_accounts", "crm_projects", "crm_public_paths", "crm_purchases")) {
            tables.withObject(keyed)
                    .putArray("required")
                    .add(tables.at("/" + keyed + "/key/0").asText());
        }
        for (String keyed : List.of(
                "crm_statements", "site_licenses", "manager_site_licenses", "server_settings", "site_settings")) {
            tables.withObject(keyed)
                    .putArray("required")
                    .add(tables.at("/" + keyed + "/key/0").asText());
        }
        tables.withObject("registration_tokens").putArray("required").add("token");
    }

    private static Rules of(String name, JsonNode table) {
        var types = new LinkedHashMap<String, String>();
        table.path("columns")
                .properties()
                .forEach(it -> types.put(it.getKey(), it.getValue().asText()));
        var get = new LinkedHashMap<String, JsonNode>();
        table.path("get").properties().forEach(it -> get.put(it.getKey(), it.getValue()));
        var set = new LinkedHashMap<String, String>();
        table.path("set")
                .properties()
                .forEach(it -> set.put(it.getKey(), it.getValue().asText()));
        var dates = new TreeMap<String, List<String>>();
        table.path("dates").properties().forEach(it -> dates.put(it.getKey(), texts(it.getValue())));
        return new Rules(
                name,
                texts(table.path("key")),
                types,
                get,
                set,
                dates,
                table.has("limit") ? table.get("limit").intValue() : null,
                table.path("order").textValue(),
                table.path("anonymous").asBoolean(),
                table.path("adminGet").asBoolean(),
                table.path("adminSet").asBoolean(),
                table.path("clears").asBoolean(),
                table.path("delete").asBoolean(),
                texts(table.path("required")));
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(it -> texts.add(it.asText()));
        return texts;
    }

    /// Whether a column is answered as if nothing were stored: where a project runs, and its secret.
    public boolean isConcealed(String column) {
        return PROJECTS.contains(name) && CONCEALED.contains(column);
    }

    /// Whether it depends on who asks what of a column is told.
    public boolean isTheCallersOwn(String column) {
        return name.equals("site_license_public_info")
                && List.of("managers", "is_manager").contains(column);
    }

    JsonNode fallback(String column) {
        return get.getOrDefault(column, NullNode.instance);
    }

    /// What kind of values a column holds.
    Kind kind(String column) {
        var type = types.getOrDefault(column, "TEXT");
        if (type.endsWith("[]")) {
            return type.startsWith("UUID") ? Kind.IDS : Kind.LIST;
        }
        return switch (type.replaceFirst("[ (].*", "")) {
            case "UUID" -> Kind.ID;
            case "BOOLEAN" -> Kind.FLAG;
            case "INTEGER", "SERIAL" -> Kind.WHOLE;
            case "REAL", "DOUBLE" -> Kind.NUMBER;
            case "TIMESTAMP" -> Kind.TIME;
            case "JSONB", "true" -> Kind.MAP;
            case "bit" -> Kind.BITS;
            default -> Kind.TEXT;
        };
    }

    enum Kind {
        ID,
        TEXT,
        FLAG,
        WHOLE,
        NUMBER,
        TIME,
        MAP,
        LIST,
        IDS,
        BITS
    }
}
