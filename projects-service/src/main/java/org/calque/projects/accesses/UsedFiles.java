package org.calque.projects.accesses;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.files.FileAccess;
import org.calque.messages.files.ProjectsFilenameSearch;

/// Which files an account has used, in the projects that it works on and its key may reach.
@ApplicationScoped
class UsedFiles {
    private static final String MINE = """
            from file_access_log f
                join projects p on p.project_id = f.project_id and coalesce(p.deleted, false) = false
                join members m on m.project_id = f.project_id and m.account_id = f.account_id
            where f.account_id = ? and (?::uuid[] is null or f.project_id = any(?::uuid[]))""";
    private static final String SEARCH = "select f.project_id, f.path, f.time " + MINE
            + " and f.path ilike ? escape '\\' order by f.time desc, f.path limit ?";
    private static final String SINCE = "select f.path, f.project_id, p.title " + MINE
            + " and f.time > now() - ?::interval order by p.title, f.path, f.project_id limit ?";
    private static final int MOST_FOUND = 100;
    private static final int MOST_LISTED = 10_000;
    private static final String WRONG_VALUE = "22";

    private final AgroalDataSource database;
    private final AccessLog accesses;

    UsedFiles(AgroalDataSource database, AccessLog accesses) {
        this.database = database;
        this.accesses = accesses;
    }

    private interface Reading<T> {
        T from(PreparedStatement select) throws SQLException;
    }

    /// Those with `part` in their path, whatever the case, last used first.
    List<ProjectsFilenameSearch.Item> named(String part, Caller caller) {
        try {
            return read(SEARCH, caller, select -> {
                select.setString(4, "%" + part.replaceAll("[\\\\%_]", "\\\\$0") + "%");
                select.setInt(5, MOST_FOUND);
                var found = new ArrayList<ProjectsFilenameSearch.Item>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(new ProjectsFilenameSearch.Item(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()));
                    }
                }
                return found;
            });
        } catch (SQLException failure) {
            throw new IllegalStateException("used files could not be searched", failure);
        }
    }

    /// Those used in this time up to now; empty when PostgreSQL cannot read the time as an interval.
    Optional<List<FileAccess.Item>> since(String interval, Caller caller) {
        try {
            return Optional.of(read(SINCE, caller, select -> {
                select.setString(4, interval);
                select.setInt(5, MOST_LISTED);
                var files = new ArrayList<FileAccess.Item>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        files.add(
                                new FileAccess.Item(row.getString(1), row.getObject(2, UUID.class), row.getString(3)));
                    }
                }
                return files;
            }));
        } catch (SQLException failure) {
            if (failure.getSQLState() != null && failure.getSQLState().startsWith(WRONG_VALUE)) {
                return Optional.empty();
            }
            throw new IllegalStateException("used files could not be listed", failure);
        }
    }

    private <T> T read(String sql, Caller caller, Reading<T> reading) throws SQLException {
        accesses.write();
        var only = caller.limits().projects();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            var ids = only == null ? null : connection.createArrayOf("uuid", only.toArray());
            select.setObject(1, caller.id());
            select.setArray(2, ids);
            select.setArray(3, ids);
            return reading.from(select);
        }
    }
}
