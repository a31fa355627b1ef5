package org.calque.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// The limit of what reads and writes rows: the same statement, sent straight to the database.
record Database(String url, String user, String password) {

    double selectsPerSecond(UUID project, int threads, Duration warmUp, Duration length)
            throws SQLException, InterruptedException {
        return perSecond(threads, warmUp, length, connection -> {
            var select = connection.prepareStatement("select project_id, title from projects where project_id = ?");
            select.setObject(1, project);
            return () -> {
                try (var rows = select.executeQuery()) {
                    if (!rows.next() || rows.getString(2) == null) {
                        throw new SQLException("the project is not there");
                    }
                    return null;
                }
            };
        });
    }

    double updatesPerSecond(UUID project, int threads, Duration warmUp, Duration length)
            throws SQLException, InterruptedException {
        return perSecond(threads, warmUp, length, connection -> {
            var update = connection.prepareStatement("update projects set title = ? where project_id = ?");
            update.setObject(2, project);
            return () -> {
                update.setString(1, "Title " + System.nanoTime() % 64);
                if (update.executeUpdate() != 1) {
                    throw new SQLException("the project is not there");
                }
                return null;
            };
        });
    }

    /// How long it takes to read one key by its id, at a steady rate over one connection.
    Histogram selectKeys(List<Integer> rows, int perSecond, Duration length) throws SQLException {
        var times = Measured.histogram();
        try (var connection = connect();
                var select = connection.prepareStatement("select * from api_keys where id = ?")) {
            var begin = System.nanoTime();
            for (long i = 0; i < perSecond * length.toSeconds(); i++) {
                var intended = begin + i * 1_000_000_000 / perSecond;
                for (long left = intended - System.nanoTime(); left > 0; left = intended - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                var sent = System.nanoTime();
                select.setInt(1, rows.get((int) (i * 7919 % rows.size())));
                try (var found = select.executeQuery()) {
                    if (!found.next()) {
                        throw new SQLException("the key is not there");
                    }
                }
                times.recordValue(System.nanoTime() - sent);
            }
        }
        return times;
    }

    /// Takes out what was made with addresses that end so.
    void deleteAccounts(String domain) throws SQLException {
        try (var connection = connect();
                var delete = connection.prepareStatement("delete from accounts where email_address like ?")) {
            delete.setString(1, "%" + domain);
            delete.executeUpdate();
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url + "?reWriteBatchedInserts=true", user, password);
    }

    private interface Statement {
        Callable<Void> on(Connection connection) throws SQLException;
    }

    private double perSecond(int threads, Duration warmUp, Duration length, Statement statement)
            throws SQLException, InterruptedException {
        var connections = new ArrayList<Connection>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var work = new ArrayList<Callable<Long>>();
            for (int i = 0; i < threads; i++) {
                connections.add(connect());
                var call = statement.on(connections.getLast());
                work.add(() -> count(call, warmUp, length));
            }
            var sum = 0L;
            for (var counted : pool.invokeAll(work)) {
                sum += counted.get();
            }
            return sum * 1e9 / length.toNanos();
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        } finally {
            close(connections);
        }
    }

    private static long count(Callable<Void> call, Duration warmUp, Duration length) throws Exception {
        var begin = System.nanoTime() + warmUp.toNanos();
        var end = begin + length.toNanos();
        var count = 0L;
        for (var now = System.nanoTime(); now < end; ) {
            call.call();
            now = System.nanoTime();
            count += now >= begin && now < end ? 1 : 0;
        }
        return count;
    }

    private static void close(List<Connection> connections) throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
