package org.calque.copies;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.calque.kit.Outbox;
import org.calque.messages.Fact;
import org.calque.messages.facts.CopyFinished;
import org.calque.messages.facts.CopyQueued;
import org.calque.messages.facts.CopyStarted;

/// The way of a copy from requested to ended: each step one conditional change and its fact, in one transaction. Time
/// is the database's, the same for every replica.
@ApplicationScoped
@Transactional(rollbackOn = SQLException.class)
class CopyQueue {
    static final int BATCH = 500;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String JOB =
            " returning id, source_project_id, source_path, target_project_id, target_path, overwrite_newer,"
                    + " delete_missing, backup, public, timeout, bwlimit, exclude, due, fence";

    private final AgroalDataSource database;
    private final Outbox outbox;
    private final CopyLimits limits;
    private final String worker = host() + "-" + UUID.randomUUID();

    CopyQueue(AgroalDataSource database, Outbox outbox, CopyLimits limits) {
        this.database = database;
        this.outbox = outbox;
        this.limits = limits;
    }

    /// Queues a batch of copies whose time has come, and tells the projects that they go into.
    public List<UUID> queueDue() throws SQLException {
        return queue("update copy_paths set queued_at = now() where id in ("
                + " select id from copy_paths where queued_at is null and finished is null and due <= now()"
                + " order by due, seq limit " + BATCH + " for update skip locked)");
    }

    /// Time until the next copy is due; zero when it is by now, empty when none is scheduled.
    public Optional<Duration> untilNextDue() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select ceil(extract(epoch from min(due) - clock_timestamp()) * 1000) from copy_paths"
                                + " where queued_at is null and finished is null");
                var row = select.executeQuery()) {
            row.next();
            var millis = row.getBigDecimal(1);
            return Optional.ofNullable(millis).map(it -> Duration.ofMillis(Math.max(0, it.longValue())));
        }
    }

    /// Projects into which copies wait for a worker.
    public List<UUID> waitingTargets() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select distinct target_project_id from copy_paths q where queued_at is not null"
                                + " and worker is null and finished is null and not exists (select from copy_paths r"
                                + "   where r.target_project_id = q.target_project_id and r.worker is not null"
                                + "   and r.finished is null) limit " + BATCH);
                var row = select.executeQuery()) {
            var targets = new ArrayList<UUID>();
            while (row.next()) {
                targets.add(row.getObject(1, UUID.class));
            }
            return targets;
        }
    }

    /// Wins the first waiting copy into this project, unless one into it is running. Of several workers that try at
    /// once, on whatever replica, at most one wins.
    public Optional<Claimed> claim(UUID target) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update copy_paths set worker = ?, fence = fence + 1, started = clock_timestamp(),"
                                + " lease_until = clock_timestamp() + ? * interval '1 millisecond' where id = ("
                                + "   select id from copy_paths where target_project_id = ? and queued_at is not null"
                                + "   and worker is null and finished is null order by due, seq limit 1 for update)"
                                + " and not exists (select from copy_paths r where r.target_project_id = ?"
                                + "   and r.worker is not null and r.finished is null)" + JOB)) {
            update.setString(1, worker);
            update.setLong(2, limits.lease().toMillis());
            update.setObject(3, target);
            update.setObject(4, target);
            try (var row = update.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                var job = job(row);
                outbox.add(new CopyStarted(job.id(), job.sourceProjectId(), job.targetProjectId(), job.fence()));
                return Optional.of(job);
            }
        }
    }

    /// Whether a claim failed because another worker's came first.
    static boolean wonByAnother(SQLException failure) {
        return UNIQUE_VIOLATION.equals(failure.getSQLState());
    }

    /// Renews the leases of these copies, and tells which of them, under which fence, this replica still holds.
    /// What is missing was lost to another worker, deleted, or has ended. What nobody works on is not renewed, so
    /// that it is found.
    public Set<Map.Entry<UUID, Long>> renew(Collection<UUID> running) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update copy_paths set lease_until = clock_timestamp() + ? * interval '1 millisecond'"
                                + " where worker = ? and id = any(?) and finished is null and deleted_at is null"
                                + " returning id, fence")) {
            update.setLong(1, limits.lease().toMillis());
            update.setString(2, worker);
            update.setArray(3, connection.createArrayOf("uuid", running.toArray()));
            try (var row = update.executeQuery()) {
                var held = new HashSet<Map.Entry<UUID, Long>>();
                while (row.next()) {
                    held.add(Map.entry(row.getObject(1, UUID.class), row.getLong(2)));
                }
                return held;
            }
        }
    }

    /// Ends a copy. Under a fence that is no longer the newest nothing happens.
    ///
    /// @param error why it failed; null when it succeeded
    /// @return whether this was its end
    public boolean finish(Claimed job, String error) throws SQLException {
        try (var connection = database.getConnection()) {
            if (change(
                    connection,
                    "update copy_paths set finished = clock_timestamp(), error = ?, lease_until = null"
                            + " where id = ? and fence = ? and worker = ? and finished is null and deleted_at is null",
                    error,
                    job.id(),
                    job.fence(),
                    worker)) {
                outbox.add(new CopyFinished(job.id(), job.sourceProjectId(), job.targetProjectId(), error));
                return true;
            }
            dropIfDeleted(connection, job);
            return false;
        }
    }

    /// Lets go of a copy that was deleted while this worker was at it; its row is gone then. A copy that another worker
    /// has by now is left alone.
    public void letGo(Claimed job) throws SQLException {
        try (var connection = database.getConnection()) {
            dropIfDeleted(connection, job);
        }
    }

    /// Gives a copy back that this worker cannot end, as when the replica stops.
    public void giveBack(Claimed job) throws SQLException {
        try (var connection = database.getConnection()) {
            if (change(
                    connection,
                    "update copy_paths set worker = null, lease_until = null, started = null"
                            + " where id = ? and fence = ? and worker = ? and finished is null and deleted_at is null",
                    job.id(),
                    job.fence(),
                    worker)) {
                outbox.add(new CopyQueued(job.id(), job.sourceProjectId(), job.targetProjectId()));
            }
            dropIfDeleted(connection, job);
        }
    }

    /// Queues again what lost its worker, and ends what lost its worker too often.
    public List<UUID> recoverLost() throws SQLException {
        try (var connection = database.getConnection()) {
            change(
                    connection,
                    "delete from copy_paths where deleted_at is not null and lease_until < clock_timestamp()");
            try (var update = connection.prepareStatement(
                    "update copy_paths set finished = clock_timestamp(), lease_until = null, error ="
                            + " 'the copy was begun ' || fence || ' times, and each time its worker was lost'"
                            + " where worker is not null and finished is null and deleted_at is null"
                            + " and lease_until < clock_timestamp() and fence >= ?"
                            + " returning id, source_project_id, target_project_id, error")) {
                update.setLong(1, limits.attempts());
                tellOfEach(
                        update,
                        row -> new CopyFinished(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getObject(3, UUID.class),
                                row.getString(4)));
            }
        }
        return queue("update copy_paths set worker = null, lease_until = null, started = null"
                + " where worker is not null and finished is null and deleted_at is null"
                + " and lease_until < clock_timestamp()");
    }

    /// Drops rows whose time is over.
    public int expire() throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from copy_paths where id in ("
                        + "select id from copy_paths where expire < now() and (worker is null or finished is not null)"
                        + " limit " + BATCH + " for update skip locked)")) {
            return delete.executeUpdate();
        }
    }

    private List<UUID> queue(String update) throws SQLException {
        var targets = new HashMap<UUID, Boolean>();
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(update + " returning id, source_project_id, target_project_id")) {
            tellOfEach(statement, row -> {
                var target = row.getObject(3, UUID.class);
                targets.put(target, true);
                return new CopyQueued(row.getObject(1, UUID.class), row.getObject(2, UUID.class), target);
            });
        }
        return List.copyOf(targets.keySet());
    }

    private interface FactOf {
        Fact read(ResultSet row) throws SQLException;
    }

    private void tellOfEach(PreparedStatement update, FactOf row) throws SQLException {
        var facts = new ArrayList<Fact>();
        try (var rows = update.executeQuery()) {
            while (rows.next()) {
                facts.add(row.read(rows));
            }
        }
        outbox.addAll(facts);
    }

    private void dropIfDeleted(Connection connection, Claimed job) throws SQLException {
        change(
                connection,
                "delete from copy_paths where id = ? and fence = ? and worker = ? and deleted_at is not null",
                job.id(),
                job.fence(),
                worker);
    }

    private static boolean change(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate() > 0;
        }
    }

    private static Claimed job(ResultSet row) throws SQLException {
        var exclude = row.getArray("exclude");
        return new Claimed(
                row.getObject("id", UUID.class),
                row.getObject("source_project_id", UUID.class),
                row.getString("source_path"),
                row.getObject("target_project_id", UUID.class),
                row.getString("target_path"),
                row.getBoolean("overwrite_newer"),
                row.getBoolean("delete_missing"),
                row.getBoolean("backup"),
                row.getBoolean("public"),
                row.getObject("timeout", Double.class),
                row.getString("bwlimit"),
                exclude == null ? List.of() : List.of((String[]) exclude.getArray()),
                instant(row.getObject("due", OffsetDateTime.class)),
                row.getLong("fence"));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "host";
        }
    }
}
