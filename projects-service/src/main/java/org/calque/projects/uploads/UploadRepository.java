package org.calque.projects.uploads;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class UploadRepository {
    private static final String COLUMNS =
            "upload_id, project_id, path, size, sha256, if_match, if_none_match, created, expires";
    private static final String ADD = "insert into uploads (" + COLUMNS + ") select ?, ?, ?, ?, ?, ?, ?, ?, ?"
            + " where (select count(*) from uploads where project_id = ?) < ?";

    private final AgroalDataSource database;

    UploadRepository(AgroalDataSource database) {
        this.database = database;
    }

    /// One that has expired, and who owns the files of its project.
    record Expired(Pending upload, int hostUid) {}

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /// Adds it, unless the project has `most` already.
    boolean add(Pending it, int most) {
        return run(connection -> {
            try (var insert = connection.prepareStatement(ADD)) {
                insert.setObject(1, it.id());
                insert.setObject(2, it.projectId());
                insert.setString(3, it.path());
                insert.setObject(4, it.size());
                insert.setBytes(5, it.sha256());
                insert.setString(6, it.ifMatch());
                insert.setString(7, it.ifNoneMatch());
                insert.setObject(8, utc(it.created()));
                insert.setObject(9, utc(it.expires()));
                insert.setObject(10, it.projectId());
                insert.setInt(11, most);
                return insert.executeUpdate() == 1;
            }
        });
    }

    Optional<Pending> find(UUID projectId, UUID id) {
        return run(connection -> {
            try (var select = connection.prepareStatement(
                    "select " + COLUMNS + " from uploads where project_id = ? and upload_id = ?")) {
                select.setObject(1, projectId);
                select.setObject(2, id);
                try (var row = select.executeQuery()) {
                    return row.next() ? Optional.of(pending(row)) : Optional.empty();
                }
            }
        });
    }

    List<Pending> of(UUID projectId) {
        return run(connection -> {
            try (var select = connection.prepareStatement(
                    "select " + COLUMNS + " from uploads where project_id = ? order by created, upload_id")) {
                select.setObject(1, projectId);
                try (var row = select.executeQuery()) {
                    var all = new ArrayList<Pending>();
                    while (row.next()) {
                        all.add(pending(row));
                    }
                    return all;
                }
            }
        });
    }

    void setExpires(UUID id, Instant expires) {
        run(connection -> {
            try (var update = connection.prepareStatement("update uploads set expires = ? where upload_id = ?")) {
                update.setObject(1, utc(expires));
                update.setObject(2, id);
                return update.executeUpdate();
            }
        });
    }

    boolean remove(UUID id) {
        return run(connection -> {
            try (var delete = connection.prepareStatement("delete from uploads where upload_id = ?")) {
                delete.setObject(1, id);
                return delete.executeUpdate() == 1;
            }
        });
    }

    List<Expired> expired(Instant now, int most) {
        return run(connection -> {
            try (var select = connection.prepareStatement("select u.*, p.host_uid from uploads u"
                    + " join projects p on p.project_id = u.project_id where u.expires < ? limit ?")) {
                select.setObject(1, utc(now));
                select.setInt(2, most);
                try (var row = select.executeQuery()) {
                    var all = new ArrayList<Expired>();
                    while (row.next()) {
                        all.add(new Expired(pending(row), row.getInt("host_uid")));
                    }
                    return all;
                }
            }
        });
    }

    private static Pending pending(ResultSet row) throws SQLException {
        return new Pending(
                row.getObject("upload_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("path"),
                row.getObject("size", Long.class),
                row.getBytes("sha256"),
                row.getString("if_match"),
                row.getString("if_none_match"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getObject("expires", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private <T> T run(Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("uploads could not be read or written", failure);
        }
    }
}
