package org.calque.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Figures of the queue of copies: how soon those are queued and begun that are due, and how fast one project's are
/// listed among very many. The copies are put into the table as the service itself would have; they end at once, since
/// their projects have no homes.
final class CopyQueueFigures {
    private static final int AT_ONE_SECOND = 10_000;
    private static final int PER_SECOND = 500;
    private static final int SECONDS = 20;
    private static final int ROWS = Integer.getInteger("calque.bench.rows", 1_000_000);
    private static final int LISTS = 400;

    /// As many as the compilers of the services need.
    private static final int LISTS_BEFORE = 400;

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);
    private static final String INSERT = """
            insert into copy_paths (id, time, source_project_id, source_path, target_project_id, target_path, due,
                scheduled, expire, requested_by, request_id)
            select gen_random_uuid(), now(), gen_random_uuid(), 'f', gen_random_uuid(), 'f', d.due, d.due,
                now() + interval '1 day',
                ('00000000-0000-4000-8000-' || lpad((n %% 20)::text, 12, '0'))::uuid, '%s'
            from generate_series(0, %d) n cross join lateral (select now() + interval '%d seconds' %s as due) d""";
    private static final String ENDED = """
            insert into copy_paths (id, time, source_project_id, source_path, target_project_id, target_path, due,
                expire, queued_at, started, finished, worker, request_id)
            select gen_random_uuid(), now() - n * interval '1 second', '%1$s', 'f' || n, '%1$s', 'f' || n,
                now() - n * interval '1 second', now() + interval '1 day', now(), now(), now(), 'bench', 'bench-list'
            from generate_series(1, %2$d) n""";

    private final RunningSystem system;
    private final Report report;
    private final String project;

    CopyQueueFigures(RunningSystem system, Report report, String project) {
        this.system = system;
        this.report = report;
        this.project = project;
    }

    void measure() throws Exception {
        var database = system.database("copies");
        if (database.isEmpty()) {
            report.remark("copies: the database is not the embedded one, so no copies are put into it");
            return;
        }
        try (var connection = database.get().connect()) {
            try {
                dueAtOnce(connection);
                dueOneAfterAnother(connection);
                lists(connection);
            } finally {
                change(connection, "delete from copy_paths where request_id like 'bench-%'");
            }
        }
    }

    private void dueAtOnce(Connection connection) throws Exception {
        change(connection, INSERT.formatted("bench-at-once", AT_ONE_SECOND - 1, 5, ""));
        awaitEnds(connection, "bench-at-once");
        var queued = millis(connection, "bench-at-once", "queued_at", 1);
        var begun = millis(connection, "bench-at-once", "started", 1);
        report.figure(
                "10 000 copies due at the same time: the last one queued after",
                0,
                queued,
                " ms",
                "the last one begun after " + Table.number(begun) + " ms",
                "<= 2 000 ms");
    }

    private void dueOneAfterAnother(Connection connection) throws Exception {
        var spread = "+ n * interval '" + 1000 / PER_SECOND + " milliseconds'";
        change(connection, INSERT.formatted("bench-spread", PER_SECOND * SECONDS - 1, 3, spread));
        awaitEnds(connection, "bench-spread");
        report.figure(
                "lateness of the start of copies that are due at 500/s, p99",
                0,
                millis(connection, "bench-spread", "started", 0.99),
                " ms",
                "p50 " + Table.number(millis(connection, "bench-spread", "started", 0.5)) + " ms",
                "<= 250 ms");
    }

    private void lists(Connection connection) throws Exception {
        change(connection, ENDED.formatted(project, ROWS));
        change(connection, "vacuum (analyze) copy_paths"); // a table of this length has been cleaned up many times
        var times = Measured.histogram();
        for (int i = -LISTS_BEFORE; i < LISTS; i++) {
            var offset = Math.floorMod(i * 37, 500);
            var begin = System.nanoTime();
            system.text(
                    "v1/copy_path_status",
                    "{\"target_project_id\":\"" + project + "\",\"pending\":false,\"limit\":1000,\"offset\":" + offset
                            + "}");
            if (i >= 0) {
                times.recordValue(System.nanoTime() - begin);
            }
        }
        var spread = Spread.of(times);
        report.figure(
                "list of 1 000 copies out of " + Table.number(ROWS) + ", p99",
                1,
                spread.p99(),
                " ms",
                "p50 / p99 " + spread,
                "<= 20 ms");
    }

    /// Looks for one that is pending, by an index: to count them all would keep a core busy that the copies need.
    private static void awaitEnds(Connection connection, String which) throws Exception {
        var deadline = System.nanoTime() + PATIENCE;
        while (number(
                        connection,
                        "select count(*) from (select from copy_paths where finished is null and request_id = '" + which
                                + "' order by target_project_id, due, seq limit 1) one")
                > 0) {
            if (System.nanoTime() > deadline) {
                throw new SQLException("copies are still pending after three minutes");
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    private static double millis(Connection connection, String which, String column, double quantile)
            throws SQLException {
        return number(
                connection,
                "select percentile_disc(" + quantile + ") within group (order by extract(epoch from " + column
                        + " - due) * 1000) from copy_paths where request_id = '" + which + "'");
    }

    private static double number(Connection connection, String select) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(select)) {
            row.next();
            return row.getDouble(1);
        }
    }

    private static void change(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
