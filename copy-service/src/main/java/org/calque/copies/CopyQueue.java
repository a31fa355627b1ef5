package org.calque.copies;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.calque.copies.CopyRows.Locked;
import org.calque.copies.Step.Becomes;
import org.calque.kit.Outbox;

/// Carries out what [Life] and [Rota] decide: locks rows, asks, writes what was decided and its facts, all in one
/// transaction.
@ApplicationScoped
@Transactional(rollbackOn = SQLException.class)
class CopyQueue {
    static final int BATCH = 500;
    private static final String UNIQUE_VIOLATION = "23505";
    static final String DUE = "queued_at is null and finished is null and due <= now()";
    static final String LOST = "worker is not null and finished is null and lease_until < clock_timestamp()";
    static final String EXPIRED = "expire < now() and (worker is null or finished is not null)";
    private static final String CLAIM = "select" + CopyRows.STATE
            + ", source_path, target_path, overwrite_newer, delete_missing, backup, public, timeout, bwlimit, exclude,"
            + " as_admin, nextval('copy_turns') as next_turn from copy_paths c where id = any(?)"
            + " and queued_at is not null and worker is null and finished is null"
            + " and not exists (select from copy_paths r where r.target_project_id = c.target_project_id"
            + "   and r.worker is not null and r.finished is null)"
            + " order by id for update skip locked";

    private final AgroalDataSource database;
    private final Outbox outbox;
    private final Life life;
    private final Duration keep;
    private final String worker = host() + "-" + UUID.randomUUID();

    CopyQueue(AgroalDataSource database, Outbox outbox, CopyLimits limits) {
        this.database = database;
        this.outbox = outbox;
        this.life = new Life(limits.lease(), limits.attempts(), limits.backOff());
        this.keep = limits.keep();
    }

    /// With what a worker comes back from which copy.
    record Return(Claimed job, Ending ending) {}

    /// Queues a batch of copies whose time has come.
    ///
    /// @return how many
    public int queueDue() throws SQLException {
        try (var connection = database.getConnection()) {
            var rows = new CopyRows(connection);
            var due = rows.lockFree(DUE, "due, seq", BATCH);
            return carryOut(
                    rows,
                    due.stream().map(it -> life.queue(it.state(), it.now())).toList());
        }
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

    /// Wins copies whose turn it is. Of several replicas that try at once at most one wins a copy, and at most
    /// one copy into a project runs.
    ///
    /// @param running what runs on this replica
    /// @param free    places for more
    public List<Claimed> claim(Rota rota, Collection<Lane> running, int free) throws SQLException {
        return turnOver(List.of(), rota, running, free).won();
    }

    /// What became of workers that came back, and what goes out to the next.
    ///
    /// @param ended copies whose end this was
    /// @param won   copies to be made now
    record Turnover(Set<UUID> ended, List<Claimed> won) {}

    /// Writes down with what workers came back, and wins copies for the places that are free: all in one transaction,
    /// so that the next copy into a target waits for one commit and not for two.
    ///
    /// @param running what still runs on this replica
    public Turnover turnOver(List<Return> returns, Rota rota, Collection<Lane> running, int free) throws SQLException {
        try (var connection = database.getConnection()) {
            var rows = new CopyRows(connection);
            var ends = ends(rows, returns);
            var facts = new ArrayList<>(rows.carryOut(ends));
            var won = new ArrayList<Claimed>();
            facts.addAll(rows.carryOut(claims(connection, rota, running, free, won)));
            outbox.addAll(facts);
            return new Turnover(ended(ends), won);
        }
    }

    private List<Step> claims(Connection connection, Rota rota, Collection<Lane> running, int free, List<Claimed> won)
            throws SQLException {
        if (free == 0) {
            return List.of();
        }
        var waiting = WaitingLanes.read(connection, rota.servedLast(), UUID.randomUUID(), rota.lanesOfEach(free));
        var chosen = rota.choose(waiting, running, free);
        return chosen.isEmpty() ? List.of() : win(connection, chosen, won);
    }

    /// A copy that waits, locked.
    private record Candidate(Locked row, Claimed job, long turn) {}

    private List<Step> win(Connection connection, List<Lane> chosen, List<Claimed> won) throws SQLException {
        var candidates = new HashMap<UUID, Candidate>();
        try (var select = connection.prepareStatement(CLAIM)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", chosen.stream().map(Lane::copy).toArray()));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var state = CopyRows.state(row);
                    var locked = new Locked(state, CopyRows.instant(row, "now"));
                    candidates.put(state.id(), new Candidate(locked, job(row), row.getLong("next_turn")));
                }
            }
        }
        var steps = new ArrayList<Step>();
        for (var lane : chosen) {
            var it = candidates.get(lane.copy());
            if (it != null && life.claim(it.row.state(), it.row.now(), worker, it.turn) instanceof Becomes becomes) {
                steps.add(becomes);
                var last = life.isOnlyToEnd(it.row.state()) ? Life.lastWord(it.row.state()) : null;
                won.add(it.job.as(becomes.state(), last));
            }
        }
        return steps;
    }

    /// The next turns are higher than this one, which was found beside a target: after the database was set back
    /// to an earlier state, the files know of later turns than it does.
    public void skipTurnsTo(long turn) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select setval('copy_turns', greatest(?, nextval('copy_turns')))")) {
            select.setLong(1, turn);
            select.executeQuery().close();
        }
    }

    /// Whether a claim failed because another replica's came first.
    static boolean wonByAnother(Exception failure) {
        return failure instanceof SQLException it && UNIQUE_VIOLATION.equals(it.getSQLState());
    }

    /// Renews the leases of these copies, and tells which of them this replica still holds, with the turn of
    /// each. What is missing was lost to another worker, deleted, or has ended. What nobody works on is not
    /// renewed, so that it is found.
    public Set<Map.Entry<UUID, Long>> renew(Collection<Claimed> running) throws SQLException {
        var turns = new HashMap<UUID, Long>();
        running.forEach(it -> turns.put(it.id(), it.turn()));
        try (var connection = database.getConnection()) {
            var rows = new CopyRows(connection);
            var held = new HashSet<Map.Entry<UUID, Long>>();
            var steps = new ArrayList<Step>();
            for (var row : rows.lockByIds(List.copyOf(turns.keySet()))) {
                var turn = turns.get(row.state().id());
                if (life.renew(row.state(), row.now(), worker, turn) instanceof Becomes becomes) {
                    steps.add(becomes);
                    held.add(Map.entry(row.state().id(), turn));
                }
            }
            carryOut(rows, steps);
            return held;
        }
    }

    /// Writes down how far copies are that this replica works on.
    public void note(Map<Claimed, Progress.Reached> reached) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("update copy_paths set progress_bytes = ?, progress_files = ?,"
                        + " progress_percent = ? where id = ? and fence = ? and finished is null")) {
            new CopyRows(connection)
                    .lockByIds(reached.keySet().stream().map(Claimed::id).toList());
            for (var entry : reached.entrySet()) {
                update.setLong(1, entry.getValue().bytes());
                update.setLong(2, entry.getValue().files());
                update.setObject(3, entry.getValue().percent(), Types.SMALLINT);
                update.setObject(4, entry.getKey().id());
                update.setLong(5, entry.getKey().turn());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /// Writes down with what workers came back.
    ///
    /// @return the copies whose end this was
    public Set<UUID> end(List<Return> returns) throws SQLException {
        try (var connection = database.getConnection()) {
            var rows = new CopyRows(connection);
            var steps = ends(rows, returns);
            carryOut(rows, steps);
            return ended(steps);
        }
    }

    private List<Step> ends(CopyRows rows, List<Return> returns) throws SQLException {
        var byCopy = new HashMap<UUID, Return>();
        returns.stream().sorted(Comparator.comparing(it -> it.job.turn())).forEach(it -> byCopy.put(it.job.id(), it));
        var steps = new ArrayList<Step>();
        for (var row : byCopy.isEmpty() ? List.<Locked>of() : rows.lockByIds(List.copyOf(byCopy.keySet()))) {
            var back = byCopy.get(row.state().id());
            steps.add(life.end(row.state(), row.now(), worker, back.job.turn(), back.ending));
        }
        return steps;
    }

    private static Set<UUID> ended(List<Step> steps) {
        var ended = new HashSet<UUID>();
        for (var step : steps) {
            if (step instanceof Becomes becomes && becomes.state().finished() != null) {
                ended.add(becomes.state().id());
            }
        }
        return ended;
    }

    /// Queues again what lost its worker.
    ///
    /// @return how many
    public int recoverLost() throws SQLException {
        try (var connection = database.getConnection()) {
            var rows = new CopyRows(connection);
            var lost = rows.lockFree(LOST, "lease_until", BATCH);
            return carryOut(
                    rows,
                    lost.stream().map(it -> life.recover(it.state(), it.now())).toList());
        }
    }

    /// Deletes a scheduled copy that has not ended. Whoever of this and a worker comes first locks the row.
    ///
    /// @return whether there was one
    public boolean discard(UUID copy) throws SQLException {
        return change(List.of(copy), life::discard) > 0;
    }

    /// Cancels a copy that has not ended.
    ///
    /// @return whether there was one
    public boolean cancel(UUID copy) throws SQLException {
        return cancel(List.of(copy)) > 0;
    }

    /// Cancels those of these copies that have not ended.
    ///
    /// @return how many that were
    public int cancel(List<UUID> some) throws SQLException {
        return change(some, life::cancel);
    }

    /// Cancels all copies of an account that have not ended.
    public void cancelAllOf(UUID account) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select id from copy_paths where requested_by = ? and finished is null")) {
            select.setObject(1, account);
            var copies = new ArrayList<UUID>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    copies.add(row.getObject(1, UUID.class));
                }
            }
            cancel(copies);
        }
    }

    private int change(List<UUID> some, BiFunction<CopyState, Instant, Step> decision) throws SQLException {
        try (var connection = database.getConnection()) {
            var rows = new CopyRows(connection);
            var steps = rows.lockByIds(some).stream()
                    .map(it -> decision.apply(it.state(), it.now()))
                    .toList();
            return carryOut(rows, steps);
        }
    }

    /// Drops rows whose time is over.
    public int expire() throws SQLException {
        try (var connection = database.getConnection();
                var copies = connection.prepareStatement("delete from copy_paths where id in (select id from copy_paths"
                        + " where " + EXPIRED + " order by expire limit " + BATCH + " for update skip locked)");
                var groups = connection.prepareStatement("delete from copy_groups where id in (select id"
                        + " from copy_groups where expire < now() order by expire limit " + BATCH
                        + " for update skip locked)");
                var requests = connection.prepareStatement("delete from copy_requests where created < now()"
                        + " - ? * interval '1 second' and (account, key) in (select account, key from copy_requests"
                        + " order by created limit " + BATCH + ")")) {
            requests.setLong(1, keep.toSeconds());
            requests.executeUpdate();
            groups.executeUpdate();
            return copies.executeUpdate();
        }
    }

    private int carryOut(CopyRows rows, List<Step> steps) throws SQLException {
        outbox.addAll(rows.carryOut(steps));
        return (int) steps.stream().filter(it -> !(it instanceof Step.Stays)).count();
    }

    private static Claimed job(ResultSet row) throws SQLException {
        var exclude = row.getArray("exclude");
        return new Claimed(
                row.getObject("id", UUID.class),
                row.getObject("requested_by", UUID.class),
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
                CopyRows.instant(row, "due"),
                row.getBoolean("is_scheduled") && !row.getBoolean("as_admin"),
                row.getLong("fence"),
                row.getInt("attempts"),
                null);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "host";
        }
    }
}
