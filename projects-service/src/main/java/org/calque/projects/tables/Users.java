package org.calque.projects.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.UpgradeNames;
import org.calque.messages.Uuids;

/// The form of `users` in a set: `{account_id: {group, hide, upgrades, ssh_keys}}`. [Members] applies it.
final class Users {
    private static final Set<String> SSH_KEY_FIELDS = Set.of("title", "value", "creation_date", "last_use_date");

    private Users() {}

    static void check(ObjectNode users) throws SetRefused {
        for (var entry : users.properties()) {
            require(Uuids.isUuid(entry.getKey()), "invalid account_id '" + entry.getKey() + "'");
            require(entry.getValue().isObject(), "user entry must be an object");
            for (var field : entry.getValue().properties()) {
                check(field.getKey(), field.getValue());
            }
        }
    }

    private static void check(String field, JsonNode value) throws SetRefused {
        switch (field) {
            case "group" -> require(value.isTextual(), "invalid value for field 'group'");
            case "hide" -> require(value.isBoolean(), "invalid type for field 'hide'");
            case "upgrades" -> upgrades(value);
            case "ssh_keys" -> sshKeys(value);
            default -> throw refused("unknown field '" + field);
        }
    }

    private static void upgrades(JsonNode upgrades) throws SetRefused {
        require(upgrades.isObject(), "invalid type for field 'upgrades'");
        for (var upgrade : upgrades.properties()) {
            var value = upgrade.getValue();
            require(UpgradeNames.ALL.contains(upgrade.getKey()), "invalid upgrades field '" + upgrade.getKey() + "'");
            require(
                    value.isNull()
                            || value.isNumber() && Double.isFinite(value.doubleValue()) && value.doubleValue() >= 0,
                    "invalid value for upgrades field '" + upgrade.getKey() + "'");
        }
    }

    private static void sshKeys(JsonNode keys) throws SetRefused {
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

    static SetRefused refused(String why) {
        return new SetRefused("FATAL: error setting 'users' -- Error: " + why);
    }

    private static void require(boolean fine, String otherwise) throws SetRefused {
        if (!fine) {
            throw refused(otherwise);
        }
    }
}
