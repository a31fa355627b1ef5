package org.calque.projects.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Outbox;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.facts.RowChanged;
import org.calque.projects.Access;
import org.calque.projects.PathIds;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Texts;
import org.calque.projects.tables.Columns.Kind;

/// What projects publish, through the query language. A path is one row, however often it is set.
@ApplicationScoped
class PublicPathsTable implements TableWriter {
    private static final Columns COLUMNS = new Columns("public_paths", kinds());
    private static final String SAME_NAME =
            "select path from public_paths where project_id = ? and lower(name) = lower(?) and id <> ?";
    private static final String DATE_PROBLEM = "22";

    private final AgroalDataSource database;
    private final Access access;
    private final Outbox outbox;
    private final int maxBytes;

    PublicPathsTable(AgroalDataSource database, Access access, Outbox outbox, ProjectsConfig config) {
        this.database = database;
        this.access = access;
        this.outbox = outbox;
        this.maxBytes = config.maxColumnBytes();
    }

    private static Map<String, Kind> kinds() {
        var kinds = new LinkedHashMap<String, Kind>();
        for (var text : new String[] {
            "path", "name", "description", "license", "compute_image", "site_license_id", "image", "redirect"
        }) {
            kinds.put(text, Kind.TEXT);
        }
        for (var flag :
                new String[] {"disabled", "unlisted", "authenticated", "cross_origin_isolation", "jupyter_api"}) {
            kinds.put(flag, Kind.FLAG);
        }
        kinds.put("created", Kind.TIME);
        kinds.put("last_edited", Kind.TIME);
        return kinds;
    }

    @Override
    public String table() {
        return "public_paths";
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        var projectId = ProjectIds.of("public_paths", row);
        var standing = access.standing(projectId, caller);
        if (standing.isEmpty()) {
            throw ProjectIds.unknown(projectId);
        }
        if (!access.mayWrite(caller, standing.get())) {
            throw ProjectIds.stranger();
        }
        var given = row.deepCopy();
        given.remove(java.util.List.of("project_id", "id"));
        var values = COLUMNS.checked(given, maxBytes);
        if (!values.containsKey("path")) {
            throw new SetRefused("FATAL: must specify public_paths.path");
        }
        var path = values.get("path").textValue();
        try (var connection = database.getConnection()) {
            var id = PathIds.of(projectId, path);
            if (values.get("name") instanceof TextNode name) {
                checkName(connection, name.textValue(), projectId, id);
            }
            COLUMNS.upsert(connection, "id", id, projectId, values);
            outbox.add(new RowChanged(table(), projectId));
        } catch (SQLException failure) {
            throw refusalOf(failure);
        }
    }

    private static void checkName(Connection connection, String name, UUID projectId, String id)
            throws SQLException, SetRefused {
        var problem = Texts.nameProblem(name);
        if (problem.isPresent()) {
            throw new SetRefused("Error: " + problem.get());
        }
        Locks.take(connection, "public paths of " + projectId);
        var taken = pathNamed(connection, name, projectId, id);
        if (taken.isPresent()) {
            throw new SetRefused("There is already a public path \"%s\" in this project with the name \"%s\".  "
                            .formatted(taken.get(), name)
                    + "Names are not case sensitive.");
        }
    }

    private static Optional<String> pathNamed(Connection connection, String name, UUID projectId, String id)
            throws SQLException {
        try (var select = connection.prepareStatement(SAME_NAME)) {
            select.setObject(1, projectId);
            select.setString(2, name);
            select.setString(3, id);
            try (var found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
        }
    }

    private static SetRefused refusalOf(SQLException failure) {
        if (failure.getSQLState() != null && failure.getSQLState().startsWith(DATE_PROBLEM)) {
            return new SetRefused("postgresql error: "
                    + failure.getMessage().lines().findFirst().orElse(""));
        }
        throw new IllegalStateException("a public path could not be set", failure);
    }
}
