package org.calque.projects.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.calque.kit.DeepMerge;
import org.calque.kit.Outbox;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;
import org.calque.messages.Fact;
import org.calque.messages.Json;
import org.calque.messages.facts.ProjectChanged;
import org.calque.messages.facts.ProjectDeleted;
import org.calque.projects.Access;
import org.calque.projects.Group;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Standing;

/// Reads and writes the row of a project in one transaction: under its lock from the start where what is written
/// depends on
/// what is there. Plain columns are locked by their own update alone, which holds up others for less time.
@ApplicationScoped
class ProjectRows {
    private static final String MERGED = "invite_requests, site_license, env, action_request, course";
    private static final String ROW = "select p.host_uid, p.deleted, p.manage_users_owner_only, m.\"group\", " + MERGED
            + " from projects p left join members m on m.project_id = p.project_id and m.account_id = ?"
            + " where p.project_id = ?";
    private static final String ROW_UNDER_LOCK = ROW + " for no key update of p";
    private static final String SAME_NAME = """
            select from members m join projects p on p.project_id = m.project_id
            where m.account_id = ? and m."group" = 'owner' and lower(p.name) = lower(?) and p.project_id <> ?
            limit 1""";

    private final AgroalDataSource database;
    private final Access access;
    private final Members members;
    private final Outbox outbox;
    private final int maxBytes;

    ProjectRows(AgroalDataSource database, Access access, Members members, Outbox outbox, ProjectsConfig config) {
        this.database = database;
        this.access = access;
        this.members = members;
        this.outbox = outbox;
        this.maxBytes = config.maxColumnBytes();
    }

    /// A project under lock, and what its maps hold.
    record Row(Standing project, Map<String, JsonNode> maps) {}

    /// Sets columns, maps being merged.
    ///
    /// @return the project as it is now
    @Transactional(rollbackOn = SetRefused.class)
    public Standing set(UUID projectId, Map<String, JsonNode> given, Caller caller) throws SetRefused {
        try (var connection = database.getConnection()) {
            var row = row(connection, dependsOnTheRow(given) ? ROW_UNDER_LOCK : ROW, projectId, caller);
            var values = new TreeMap<>(given);
            if (values.remove("users") instanceof ObjectNode users) {
                members.apply(connection, projectId, users, caller);
            }
            check(connection, row.project(), values, caller);
            for (var value : values.entrySet()) {
                if (ProjectsTable.COLUMNS.isMap(value.getKey())) {
                    value.setValue(DeepMerge.merge(row.maps().get(value.getKey()), (ObjectNode) value.getValue()));
                    ProjectsTable.COLUMNS.checkSize(value.getKey(), value.getValue(), maxBytes);
                }
            }
            if (!values.isEmpty()) {
                ProjectsTable.COLUMNS.update(connection, "project_id", projectId, values);
            }
            return announced(row.project(), given, caller);
        } catch (SQLException failure) {
            throw new IllegalStateException("a project could not be changed", failure);
        }
    }

    private Standing announced(Standing before, Map<String, JsonNode> given, Caller caller) {
        var deleted = given.containsKey("deleted") ? given.get("deleted").booleanValue() : before.isDeleted();
        var id = before.projectId();
        Fact changed = new ProjectChanged(id, List.copyOf(given.keySet()), caller.id());
        outbox.addAll(
                deleted == before.isDeleted()
                        ? List.of(changed)
                        : List.of(changed, new ProjectDeleted(id, deleted, caller.id())));
        return new Standing(id, before.hostUid(), deleted, before.env(), before.ownersManage(), before.group());
    }

    /// What became of an action, beside what is known of it.
    @Transactional
    public void setActionRequest(UUID projectId, ObjectNode request) {
        try (var connection = database.getConnection()) {
            ProjectsTable.COLUMNS.update(connection, "project_id", projectId, Map.of("action_request", request));
        } catch (SQLException failure) {
            throw new IllegalStateException("an action could not be noted", failure);
        }
    }

    /// The row as it is, for somebody who may write to the project.
    @Transactional(rollbackOn = SetRefused.class)
    public Row read(UUID projectId, Caller caller) throws SetRefused {
        try (var connection = database.getConnection()) {
            return row(connection, ROW, projectId, caller);
        } catch (SQLException failure) {
            throw new IllegalStateException("a project could not be read", failure);
        }
    }

    private static boolean dependsOnTheRow(Map<String, JsonNode> given) {
        return given.keySet().stream()
                .anyMatch(it -> ProjectsTable.COLUMNS.isMap(it) || it.equals("deleted") || it.equals("name"));
    }

    private Row row(Connection connection, String statement, UUID projectId, Caller caller)
            throws SQLException, SetRefused {
        try (var select = connection.prepareStatement(statement)) {
            select.setObject(1, caller.id());
            select.setObject(2, projectId);
            try (var found = select.executeQuery()) {
                if (!found.next()) {
                    throw ProjectIds.unknown(projectId);
                }
                var row = row(projectId, found);
                if (!access.mayWrite(caller, row.project())) {
                    throw ProjectIds.stranger();
                }
                return row;
            }
        }
    }

    private static Row row(UUID projectId, ResultSet found) throws SQLException {
        var maps = new TreeMap<String, JsonNode>();
        for (var name : MERGED.split(", ")) {
            var json = found.getString(name);
            if (json != null) {
                maps.put(name, read(json));
            }
        }
        return new Row(
                new Standing(
                        projectId,
                        found.getInt("host_uid"),
                        found.getBoolean("deleted"),
                        found.getString("env"),
                        found.getBoolean("manage_users_owner_only"),
                        Group.ofColumn(found.getString("group"))),
                maps);
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds JSON that is none", impossible);
        }
    }

    private static void check(Connection connection, Standing project, Map<String, JsonNode> values, Caller caller)
            throws SQLException, SetRefused {
        if (values.containsKey("manage_users_owner_only") && !project.isOwner() && !caller.isAdmin()) {
            throw new SetRefused("Only owners of the project can say who manages collaborators.");
        }
        if (values.containsKey("name")) {
            if (!project.isOwner()) {
                throw new SetRefused("Only the owner of the project can currently change the project name.");
            }
            checkIsFree(connection, values.get("name").textValue(), project.projectId(), caller.id());
        }
    }

    private static void checkIsFree(Connection connection, String name, UUID projectId, UUID owner)
            throws SQLException, SetRefused {
        Locks.take(connection, "names of " + owner);
        try (var select = connection.prepareStatement(SAME_NAME)) {
            select.setObject(1, owner);
            select.setString(2, name);
            select.setObject(3, projectId);
            try (var found = select.executeQuery()) {
                if (found.next()) {
                    throw new SetRefused("There is already a project with the same owner as this project and name='"
                            + name + "'.   Names are not case sensitive.");
                }
            }
        }
    }
}
