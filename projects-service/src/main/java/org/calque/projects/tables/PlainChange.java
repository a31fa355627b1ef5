package org.calque.projects.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.calque.kit.Outbox;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.facts.ProjectChanged;

/// Changes of a project that depend on nothing but who makes them: the check, the change and its fact are one
/// statement,
/// so that the row is locked no longer than that takes.
@ApplicationScoped
class PlainChange {
    private static final String STATEMENT = """
            with mine as (
                select p.project_id, m."group"
                from projects p left join members m on m.project_id = p.project_id and m.account_id = ?
                where p.project_id = ?
            ), changed as (
                update projects p set %s from mine
                where p.project_id = mine.project_id and (mine."group" in ('owner', 'collaborator') or ?)
                returning p.project_id
            ), told as (
                insert into outbox (id, topic, key, type, value)
                select ?, ?, project_id::text, ?, ?::jsonb from changed
            )
            select (select count(*) from mine) as found, (select count(*) from changed) as changed""";

    private final AgroalDataSource database;
    private final Outbox outbox;

    PlainChange(AgroalDataSource database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /// Whether these columns may be set whatever the row holds.
    static boolean isPlain(Map<String, JsonNode> values) {
        return values.keySet().stream().allMatch(ProjectsTable.PLAIN::contains);
    }

    void carryOut(UUID projectId, Map<String, JsonNode> given, Caller caller) throws SetRefused {
        if (!caller.limits().allow(projectId)) {
            throw ProjectIds.stranger();
        }
        var values = new TreeMap<>(given);
        var fact = new ProjectChanged(projectId, List.copyOf(given.keySet()), caller.id());
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        STATEMENT.formatted(ProjectsTable.COLUMNS.assignments(values.keySet())))) {
            statement.setObject(1, caller.id());
            statement.setObject(2, projectId);
            int next = ProjectsTable.COLUMNS.bind(statement, 3, values);
            statement.setBoolean(next++, caller.isAdmin());
            statement.setObject(next++, UUID.randomUUID());
            statement.setString(next++, fact.topic().wireName());
            statement.setString(next++, fact.getClass().getSimpleName());
            statement.setString(next, Json.MAPPER.writeValueAsString(fact));
            try (var result = statement.executeQuery()) {
                result.next();
                if (result.getInt("found") == 0) {
                    throw ProjectIds.unknown(projectId);
                }
                if (result.getInt("changed") == 0) {
                    throw ProjectIds.stranger();
                }
            }
        } catch (SQLException | JsonProcessingException failure) {
            throw new IllegalStateException("a project could not be changed", failure);
        }
        outbox.keptElsewhere();
    }
}
