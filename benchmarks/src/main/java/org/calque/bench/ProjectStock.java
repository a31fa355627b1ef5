package org.calque.bench;

import java.sql.SQLException;
import java.util.UUID;

/// Projects that are put straight into the table and taken out again: some of an account, and many of others. Their
/// host
/// users are none that there can be.
final class ProjectStock implements AutoCloseable {
    private static final String ADD = """
            with made as (
                insert into projects (project_id, title, created, last_edited, host_uid)
                select gen_random_uuid(), 'bench stock ' || n, now(), now(), -1 - nextval('host_uids')
                from generate_series(1, ?) n
                returning project_id
            )
            insert into members (project_id, account_id, "group")
            select project_id, coalesce(?::uuid, gen_random_uuid()), 'owner' from made""";
    private final Database database;

    ProjectStock(Database database) {
        this.database = database;
    }

    /// @param account null for projects of as many others
    void add(int count, UUID account) throws SQLException {
        try (var connection = database.connect();
                var insert = connection.prepareStatement(ADD)) {
            insert.setInt(1, count);
            insert.setString(2, account == null ? null : account.toString());
            insert.executeUpdate();
            try (var analyze = connection.createStatement()) {
                analyze.execute("analyze projects; analyze members");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (var connection = database.connect();
                var delete = connection.createStatement()) {
            delete.executeUpdate("delete from projects where title like 'bench stock %'");
            delete.execute("analyze projects; analyze members");
        }
    }
}
