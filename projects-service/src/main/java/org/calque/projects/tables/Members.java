package org.calque.projects.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.calque.kit.DeepMerge;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.projects.ProjectsConfig;

/// Applies `users` of a set to the people of a project: whether it is hidden for somebody, and one's own upgrades and
/// keys. Nobody comes, goes, or becomes something else this way.
@ApplicationScoped
class Members {
    private static final String ROW = """
            select "group", upgrades, ssh_keys from members
            where project_id = ? and account_id = ? for no key update""";
    private static final String UPDATE = """
            update members
            set hide = coalesce(?, hide), upgrades = ?::jsonb, ssh_keys = ?::jsonb
            where project_id = ? and account_id = ?""";

    private final Upgrades owned;
    private final int maxBytes;

    Members(Upgrades owned, ProjectsConfig config) {
        this.owned = owned;
        this.maxBytes = config.maxColumnBytes();
    }

    private record Stored(String group, JsonNode upgrades, JsonNode sshKeys) {}

    void apply(Connection connection, UUID projectId, ObjectNode users, Caller caller) throws SQLException, SetRefused {
        for (var entry : users.properties()) {
            var account = UUID.fromString(entry.getKey());
            var given = (ObjectNode) entry.getValue();
            var stored = read(connection, projectId, account);
            if (stored == null) {
                throw Users.refused("account '" + account + "' is not on the project");
            }
            if (given.has("group") && !given.path("group").asText().equals(stored.group())) {
                throw Users.refused("changing collaborator group via user_set_query is not allowed");
            }
            var own = account.equals(caller.id());
            var upgrades = changed(stored.upgrades(), given.path("upgrades"));
            var sshKeys = changed(stored.sshKeys(), given.path("ssh_keys"));
            if (!own && !upgrades.equals(stored.upgrades())) {
                throw new SetRefused("FATAL: user '" + caller.id() + "' tried to change user '" + account
                        + "' allocation toward a project");
            }
            if (!own && !sshKeys.equals(stored.sshKeys())) {
                throw Users.refused("users set queries may only change ssh_keys for the requesting account");
            }
            if (!upgrades.equals(stored.upgrades())) {
                upgrades = owned.cutBack(connection, projectId, (ObjectNode) upgrades, caller);
            }
            write(connection, projectId, account, given.path("hide"), upgrades, sshKeys);
        }
    }

    private JsonNode changed(JsonNode stored, JsonNode given) throws SetRefused {
        if (!(given instanceof ObjectNode change) || change.isEmpty()) {
            return stored;
        }
        var merged = DeepMerge.merge(stored, change);
        ProjectsTable.COLUMNS.checkSize("users", merged, maxBytes);
        return merged;
    }

    private static Stored read(Connection connection, UUID projectId, UUID account) throws SQLException {
        try (var select = connection.prepareStatement(ROW)) {
            select.setObject(1, projectId);
            select.setObject(2, account);
            try (var row = select.executeQuery()) {
                return row.next() ? new Stored(row.getString(1), json(row.getString(2)), json(row.getString(3))) : null;
            }
        }
    }

    private static void write(
            Connection connection, UUID projectId, UUID account, JsonNode hide, JsonNode upgrades, JsonNode sshKeys)
            throws SQLException {
        try (var update = connection.prepareStatement(UPDATE)) {
            update.setObject(1, hide.isBoolean() ? hide.booleanValue() : null, java.sql.Types.BOOLEAN);
            update.setString(2, upgrades.isMissingNode() ? null : upgrades.toString());
            update.setString(3, sshKeys.isMissingNode() ? null : sshKeys.toString());
            update.setObject(4, projectId);
            update.setObject(5, account);
            update.executeUpdate();
        }
    }

    private static JsonNode json(String text) {
        try {
            return text == null ? MissingNode.getInstance() : Json.MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds JSON that is none", impossible);
        }
    }
}
