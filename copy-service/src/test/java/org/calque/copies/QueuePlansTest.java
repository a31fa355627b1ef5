package org.calque.copies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.calque.copies.CopyRepository.Filter;
import org.calque.copies.CopyRepository.Filter.Which;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.Test;

/// How the database finds what it is asked for in a table of many copies that have ended and some that wait: never
/// by reading all of it. `-Dcalque.rows=10000000` looks at a table of that size.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
@TestProfile(CopyQueueTest.NoWorkers.class)
class QueuePlansTest {
    private static final int ROWS = Integer.getInteger("calque.rows", 50_000);
    private static final int ROWS_AT_ONCE = 50_000; // no statement of the service takes longer than half a minute
    private static final String FILL = """
            insert into copy_paths (id, time, source_project_id, source_path, target_project_id, target_path, due,
                expire, queued_at, worker, started, finished, error, requested_by, attempts, scheduled)
            select gen_random_uuid(), now() - n * interval '1 second', project(n %% 200), 'p' || n, project(n %% 300),
                'p' || n, now() - n * interval '1 second', now() + (30 - n %% 30) * interval '1 day', %s,
                project(n %% 20), 1, null
            from generate_series(%d, %d) n""";
    private static final String ENDED = "now(), 'one', now(), now(), case when n % 1000 = 0 then 'failed' end";
    private static final String QUEUED = "now(), null, null, null, null";
    private static final String WAITING = "null, null, null, null, null";
    private static final UUID SEVENTH = UUID.fromString("00000000-0000-4000-8000-000000000007");

    @Inject
    AgroalDataSource database;

    @Test
    void nothingReadsTheWholeTable() throws SQLException {
        try (var connection = database.getConnection()) {
            fill(connection);
            found(
                    connection,
                    "copy_paths_rota",
                    WaitingLanes.SELECT
                            .replaceFirst("\\?", "'" + UUID.randomUUID() + "'")
                            .replaceFirst("\\?", "'" + UUID.randomUUID() + "'")
                            .replaceFirst("\\?", "8"));
            found(
                    connection,
                    "copy_paths_due",
                    "select id from copy_paths where " + CopyQueue.DUE
                            + " order by due, seq limit 500 for update skip locked");
            found(
                    connection,
                    "copy_paths",
                    "select min(due) from copy_paths where queued_at is null and finished is null");
            found(
                    connection,
                    "copy_paths",
                    "select id from copy_paths where " + CopyQueue.LOST
                            + " order by lease_until limit 500 for update skip locked");
            found(
                    connection,
                    "copy_paths_expire",
                    "select id from copy_paths where " + CopyQueue.EXPIRED
                            + " order by expire limit 500 for update skip locked");
            for (var side : new String[] {"source", "target"}) {
                found(connection, "copy_paths_", list(side, Which.PENDING));
                found(connection, "copy_paths_" + side, list(side, Which.FINISHED));
                found(connection, "copy_paths_" + side + "_failed", list(side, Which.FAILED));
            }
        }
    }

    @Test
    void aPlanThatIsMadeWhileNothingWaitsServesALongQueueToo() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from copy_paths");
            statement.execute("analyze copy_paths");
            statement.execute("prepare lanes(uuid, uuid, int) as "
                    + WaitingLanes.SELECT
                            .replaceFirst("\\?", "\\$1")
                            .replaceFirst("\\?", "\\$2")
                            .replaceFirst("\\?", "\\$3"));
            try {
                found(connection, "copy_paths_rota", "execute lanes('" + SEVENTH + "', '" + SEVENTH + "', 8)");
            } finally {
                statement.execute("deallocate lanes");
            }
        }
    }

    @Test
    void whoWaitsIsListedInTheOrderOfTheRota() throws SQLException {
        try (var connection = database.getConnection()) {
            fill(connection);
            var first = UUID.fromString("00000000-0000-4000-8000-000000000003");
            var waiting = WaitingLanes.read(connection, first, UUID.randomUUID(), 4);
            assertEquals(20, waiting.accounts().size());
            assertEquals(first, waiting.accounts().getLast(), "round again, whoever was served last comes last");
            assertTrue(waiting.lanes().size() <= 80, "at most so many lanes of each");
            assertFalse(waiting.lanes().isEmpty());
        }
    }

    private static String list(String side, Which which) {
        var isSource = side.equals("source");
        return new Filter(isSource ? SEVENTH : null, isSource ? null : SEVENTH, null, which, 1000, 0)
                .select()
                .replaceFirst("\\?", "'" + SEVENTH + "'")
                .replaceFirst("\\?", "1000")
                .replaceFirst("\\?", "0");
    }

    private static void fill(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create or replace function project(n bigint) returns uuid language sql immutable as
                    $$select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid$$""");
            var full = statement.executeQuery("select count(*) >= " + ROWS + " from copy_paths");
            full.next();
            if (!full.getBoolean(1)) {
                statement.execute("delete from copy_paths");
                for (int first = 1; first <= ROWS; first += ROWS_AT_ONCE) {
                    var last = Math.min(ROWS, first + ROWS_AT_ONCE - 1);
                    statement.execute(FILL.formatted(ENDED, first, last));
                }
                statement.execute(FILL.formatted(QUEUED, 1, 2_000));
                statement.execute(FILL.formatted(WAITING, 1, 2_000));
                statement.execute("analyze copy_paths");
            }
        }
    }

    private static void found(Connection connection, String index, String select) throws SQLException {
        var plan = new StringBuilder();
        try (var explain = connection.createStatement();
                var line = explain.executeQuery("explain " + select)) {
            while (line.next()) {
                plan.append(line.getString(1)).append('\n');
            }
        }
        assertFalse(plan.toString().contains("Seq Scan on copy_paths"), () -> select + "\n" + plan);
        assertTrue(plan.toString().contains(index), () -> index + " is not used by " + select + "\n" + plan);
    }
}
