package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.calque.messages.Json;
import org.calque.messages.Uuids;
import org.calque.query.oracle.Conditions.Unreadable;
import org.calque.query.oracle.Conditions.Wrong;
import org.calque.query.oracle.Expected.Fails;
import org.calque.query.oracle.Expected.FailsOr;
import org.calque.query.oracle.Expected.Hands;

/// Sections 5 and 7 of the contract: what of a set reaches the owner of the table, who decides the rest.
final class ModelOfSets {
    /// Names that nothing but a text can be.
    private static final Set<String> NAMES = Set.of("name", "first_name", "last_name");

    private static final Set<String> WITH_NAMES = Set.of(
            "accounts", "crm_accounts", "projects", "projects_all", "crm_projects", "public_paths", "crm_public_paths");
    private static final Set<String> OF_PROJECTS = Set.of(
            "projects",
            "projects_all",
            "projects_owner",
            "public_paths",
            "project_log",
            "project_log_all",
            "file_use",
            "mentions",
            "crm_projects",
            "crm_public_paths",
            "project_invite_requests",
            "project_invite_tokens");
    private static final Map<String, String> WRITTEN_AS = Map.of(
            "projects_all", "projects",
            "project_log_all", "project_log",
            "site_settings", "server_settings");

    private final Map<String, Rules> tables;
    private final Set<String> answered;

    ModelOfSets(Map<String, Rules> tables, Set<String> answered) {
        this.tables = tables;
        this.answered = answered;
    }

    Expected answer(Asker asker, String table, ObjectNode fields, boolean deletes) {
        try {
            return checked(asker, table, fields, deletes);
        } catch (Wrong wrong) {
            return new Fails(wrong.getMessage());
        }
    }

    private Expected checked(Asker asker, String table, ObjectNode fields, boolean deletes) throws Wrong {
        if (!asker.isAccount()) {
            throw new Wrong("FATAL: no anonymous set queries");
        }
        var rules = tables.get(table);
        if (rules == null) {
            throw new Wrong("FATAL: table '" + table + "' does not exist");
        }
        if (rules.set().isEmpty() || !answered.contains(table)) {
            throw new Wrong("FATAL: user set queries not allowed for table '" + table + "'");
        }
        checkLimits(asker, table);
        if (fields.propertyStream()
                .allMatch(it -> Set.of("account_id", "project_write")
                        .contains(rules.set().getOrDefault(it.getKey(), "")))) {
            return new Hands(null, null, null);
        }
        var row = fields.deepCopy();
        String made = null;
        for (var rule : rules.set().entrySet()) {
            var column = apply(asker, rules, rule.getKey(), rule.getValue(), row);
            made = column == null ? made : column;
        }
        for (var field : fields.properties()) {
            if (!rules.set().containsKey(field.getKey()) && !rules.key().contains(field.getKey())) {
                throw new Wrong("FATAL: changing " + table + "." + field.getKey() + " not allowed");
            }
        }
        if (deletes && !rules.deletes()) {
            throw new Wrong("FATAL: delete from " + table + " not allowed");
        }
        if (rules.adminSet() && !asker.isAdmin()) {
            throw new Wrong("FATAL: user must be an admin");
        }
        return deletes ? deleted(rules, row) : handed(rules, row, made);
    }

    static void checkLimits(Asker asker, String table) throws Wrong {
        if (asker.onlyIn() != null && !OF_PROJECTS.contains(table)) {
            throw new Wrong("FATAL: 'set " + table + "' is not for an API key that is limited to projects");
        }
        if (asker.reads()) {
            throw new Wrong("FATAL: the API key lacks the scope 'write' that 'set " + table + "' needs");
        }
    }

    /// @return the column that has got a value that nobody could know; null for none
    private static String apply(Asker asker, Rules rules, String column, String rule, ObjectNode row) throws Wrong {
        switch (rule) {
            case "account_id" -> row.put(column, asker.id().toString());
            case "project_write", "project_owner" -> {
                if (!row.hasNonNull(column)) {
                    throw new Wrong("FATAL: must specify " + rules.name() + "." + column);
                }
            }
            case "computed" -> {
                if (column.equals("users")) {
                    users(row);
                } else if (rules.name().startsWith("project_log")) {
                    return row.hasNonNull("id") ? null : "id";
                } else if (rules.name().equals("mentions")) {
                    return row.hasNonNull("time") ? null : "time";
                } else {
                    row.put(
                            "id",
                            sha1(row.path("project_id").asText("").toLowerCase()
                                    + row.path("path").asText("")));
                }
            }
            default -> {}
        }
        return null;
    }

    /// Section 6, in its newer form.
    private static void users(ObjectNode row) throws Wrong {
        var users = row.path("users");
        if (Conditions.isNull(users)) {
            return;
        }
        require(users.isObject(), "users must be an object");
        for (var user : users.properties()) {
            require(Uuids.isUuid(user.getKey()), "invalid account_id '" + user.getKey() + "'");
            require(user.getValue().isObject(), "user entry must be an object");
            for (var field : user.getValue().properties()) {
                switch (field.getKey()) {
                    case "group" ->
                        require(
                                Set.of("owner", "collaborator")
                                        .contains(field.getValue().asText()),
                                "invalid value for field 'group'");
                    case "hide" -> require(field.getValue().isBoolean(), "invalid type for field 'hide'");
                    default -> require(false, "unknown field '" + field.getKey() + "'");
                }
            }
        }
    }

    private static void require(boolean fine, String otherwise) throws Wrong {
        if (!fine) {
            throw new Wrong("FATAL: error setting 'users' -- Error: " + otherwise);
        }
    }

    private static Expected deleted(Rules rules, ObjectNode row) throws Wrong {
        var key = JsonNodeFactory.instance.objectNode();
        for (String name : rules.key()) {
            if (!row.hasNonNull(name)) {
                throw new Wrong("FATAL: delete query must set primary key");
            }
            try {
                key.set(name, typed(rules, name, row.get(name)));
            } catch (Unreadable unreadable) {
                return new FailsOr("", null);
            }
        }
        return new Hands("/tables/" + WRITTEN_AS.getOrDefault(rules.name(), rules.name()) + "?delete=true", key, null);
    }

    private static Expected handed(Rules rules, ObjectNode row, String made) throws Wrong {
        var typed = JsonNodeFactory.instance.objectNode();
        for (var field : row.properties()) {
            var value = field.getValue();
            if (!value.isNull()) {
                try {
                    typed.set(field.getKey(), typed(rules, field.getKey(), value));
                } catch (Unreadable unreadable) {
                    return new FailsOr("", null);
                }
            } else if (rules.clears()) {
                typed.set(field.getKey(), value);
            }
        }
        for (String required : rules.required()) {
            if (!typed.hasNonNull(required)) {
                throw new Wrong("FATAL: must specify " + rules.name() + "." + required);
            }
        }
        return new Hands("/tables/" + WRITTEN_AS.getOrDefault(rules.name(), rules.name()), typed, made);
    }

    /// A value in the type of its column; the questions hold only what clearly is or is not of it.
    static JsonNode typed(Rules rules, String column, JsonNode value) throws Unreadable {
        var kind = rules.kind(column);
        var isFit = switch (kind) {
            case ID -> value.isTextual() && Uuids.isUuid(value.asText());
            case TEXT ->
                value.isTextual()
                        || value.isValueNode() && !(NAMES.contains(column) && WITH_NAMES.contains(rules.name()));
            case FLAG -> value.isBoolean() || List.of("true", "false").contains(value.asText());
            case WHOLE -> value.isInt() || value.isTextual() && value.asText().matches("\\d{1,9}");
            case NUMBER ->
                value.isNumber() || value.isTextual() && value.asText().matches("\\d{1,9}");
            case TIME -> value.isTextual() || value.isNumber();
            case MAP -> value.isObject();
            case BITS -> value.isValueNode() && value.asText().matches("[01]*");
            case IDS ->
                value.isArray() && value.valueStream().allMatch(it -> it.isTextual() && Uuids.isUuid(it.asText()));
            case LIST -> value.isArray() && value.valueStream().allMatch(it -> it.isValueNode() && !it.isNull());
        };
        if (!isFit) {
            throw new Unreadable();
        }
        return switch (kind) {
            case TEXT, BITS -> TextNode.valueOf(value.asText());
            case FLAG -> JsonNodeFactory.instance.booleanNode(value.asText().equals("true"));
            case WHOLE -> JsonNodeFactory.instance.numberNode(Integer.parseInt(value.asText()));
            case NUMBER -> JsonNodeFactory.instance.numberNode(Double.parseDouble(value.asText()));
            case TIME ->
                TextNode.valueOf(Json.TIME.format(Conditions.time(value).truncatedTo(ChronoUnit.MILLIS)));
            case LIST, IDS -> {
                var list = JsonNodeFactory.instance.arrayNode();
                value.forEach(it -> list.add(it.asText()));
                yield list;
            }
            default -> value;
        };
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
