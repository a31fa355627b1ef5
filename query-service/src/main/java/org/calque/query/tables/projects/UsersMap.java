package org.calque.query.tables.projects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.calque.messages.UpgradeNames;
import org.calque.messages.Uuids;
import org.calque.query.tables.SetRule.Broken;

/// The form of `users` in a set: `{account_id: {group, hide, upgrades, ssh_keys}}`. What of it the caller may change is
/// decided by the owner, who knows what is stored.
final class UsersMap {
    private static final Set<String> GROUPS = Set.of("owner", "collaborator");
    private static final Set<String> SSH_KEY_FIELDS = Set.of("title", "value", "creation_date", "last_use_date");

    private UsersMap() {}

    static JsonNode checked(ObjectNode row, UUID caller) throws Broken {
        var given = row.get("users");
        if (given == null || given.isNull()) {
            return null;
        }
        if (!(given instanceof ObjectNode users)) {
            throw new Broken("users must be an object");
        }
        var checked = JsonNodeFactory.instance.objectNode();
        for (var entry : users.properties()) {
            if (!Uuids.isUuid(entry.getKey())) {
                throw new Broken("invalid account_id '" + entry.getKey() + "'");
            }
            if (!(entry.getValue() instanceof ObjectNode user)) {
                throw new Broken("user entry must be an object");
            }
            check(user);
            checked.set(entry.getKey().toLowerCase(Locale.ROOT), user);
        }
        return checked;
    }

    private static void check(ObjectNode user) throws Broken {
        for (var field : user.properties()) {
            switch (field.getKey()) {
                case "group" -> group(field.getValue());
                case "hide" -> require(field.getValue().isBoolean(), "invalid type for field 'hide'");
                case "upgrades" -> upgrades(field.getValue());
                case "ssh_keys" -> sshKeys(field.getValue());
                default -> throw new Broken("unknown field '" + field.getKey() + "'");
            }
        }
    }

    private static void group(JsonNode group) throws Broken {
        require(group.isTextual() && GROUPS.contains(group.textValue()), "invalid value for field 'group'");
    }

    private static void upgrades(JsonNode upgrades) throws Broken {
        require(upgrades.isObject(), "invalid type for field 'upgrades'");
        for (var upgrade : upgrades.properties()) {
            require(UpgradeNames.ALL.contains(upgrade.getKey()), "invalid upgrades field '" + upgrade.getKey() + "'");
            require(
                    upgrade.getValue().isNull()
                            || upgrade.getValue().isNumber()
                                    && Double.isFinite(upgrade.getValue().doubleValue())
                                    && upgrade.getValue().doubleValue() >= 0,
                    "invalid value for upgrades field '" + upgrade.getKey() + "'");
        }
    }

    private static void sshKeys(JsonNode keys) throws Broken {
        require(keys.isObject(), "ssh_keys must be an object");
        for (var key : keys.properties()) {
            if (key.getValue().isNull()) {
                continue;
            }
            require(key.getValue().isObject(), "each key in ssh_keys must be an object");
            for (var field : key.getValue().properties()) {
                require(SSH_KEY_FIELDS.contains(field.getKey()), "invalid ssh_keys field '" + field.getKey() + "'");
            }
        }
    }

    private static void require(boolean fine, String otherwise) throws Broken {
        if (!fine) {
            throw new Broken(otherwise);
        }
    }
}
