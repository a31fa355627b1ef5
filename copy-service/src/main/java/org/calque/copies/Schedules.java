package org.calque.copies;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.copies.calendar.Rhythm;
import org.calque.copies.calendar.Rhythm.Unclear;
import org.calque.messages.Json;
import org.jboss.logging.Logger;

/// Schedules in the database, and the copies that they become. Time is the database's, the same for every replica.
@ApplicationScoped
@Transactional(rollbackOn = SQLException.class)
class Schedules {
    private static final Logger LOG = Logger.getLogger(Schedules.class);
    static final int BATCH = 100;
    private static final String COLUMNS =
            " id, account, wish::text, cron, time_zone, state, created, next_due, last_due,"
                    + " last_copy, runs, missed, clock_timestamp() as now from copy_schedules ";
    static final String DUE =
            "where next_due <= clock_timestamp() order by next_due limit " + BATCH + " for update skip locked";

    private final AgroalDataSource database;
    private final CopyRepository copies;
    private final CopyLimits limits;
    private final ScheduleSettings settings;

    Schedules(AgroalDataSource database, CopyRepository copies, CopyLimits limits, ScheduleSettings settings) {
        this.database = database;
        this.copies = copies;
        this.limits = limits;
        this.settings = settings;
    }

    /// Keeps a schedule, unless its account has as many as it may. Those that are made at once by one account wait for
    /// each other, so that the number is exact.
    public boolean add(Schedule schedule) throws SQLException {
        try (var connection = database.getConnection()) {
            try (var lock = connection.prepareStatement(
                    "select pg_advisory_xact_lock(hashtext('copy_schedules'), hashtext(?))")) {
                lock.setString(1, schedule.account().toString());
                lock.execute();
            }
            return insert(connection, schedule);
        }
    }

    private boolean insert(Connection connection, Schedule schedule) throws SQLException {
        try (var insert =
                connection.prepareStatement("insert into copy_schedules (id, account, wish, source_project_id,"
                        + " target_project_id, cron, time_zone, state, created, next_due)"
                        + " select ?, ?, ?::jsonb, ?, ?, ?, ?, 'active', ?, ? where ? > (select count(*) from copy_schedules"
                        + " where account = ? and state <> 'ended')")) {
            insert.setObject(1, schedule.id());
            insert.setObject(2, schedule.account());
            insert.setString(3, Json.MAPPER.writeValueAsString(schedule.wish()));
            insert.setObject(4, schedule.wish().source());
            insert.setObject(5, schedule.wish().target());
            insert.setString(6, schedule.cron());
            insert.setString(7, schedule.timeZone());
            insert.setObject(8, at(schedule.created()));
            insert.setObject(9, at(schedule.nextDue()));
            insert.setInt(10, settings.perAccount());
            insert.setObject(11, schedule.account());
            return insert.executeUpdate() > 0;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The schedules of an account, newest first.
    ///
    /// @param project only those from or to it; null for all
    /// @param ended   also those that have ended
    public List<Schedule> list(UUID account, UUID project, boolean ended) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select" + COLUMNS + "where account = ?"
                        + (ended ? "" : " and state <> 'ended'")
                        + (project == null ? "" : " and ? in (source_project_id, target_project_id)")
                        + " order by created desc, id limit 1000")) {
            select.setObject(1, account);
            if (project != null) {
                select.setObject(2, project);
            }
            return read(select);
        }
    }

    public Optional<Schedule> get(UUID account, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select" + COLUMNS + "where account = ? and id = ?")) {
            select.setObject(1, account);
            select.setObject(2, id);
            return read(select).stream().findFirst();
        }
    }

    /// Makes a schedule go on, rest or end. Whoever of this and a run comes first locks the row.
    ///
    /// @param from what it must be
    /// @param nextDue when it is made next; null for never
    /// @return whether it was that
    public boolean change(UUID id, List<Schedule.State> from, Schedule.State to, Instant nextDue) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("update copy_schedules set state = ?, next_due = ?, ended ="
                        + " case when ? = 'ended' then clock_timestamp() end where id = ? and state = any(?)")) {
            update.setString(1, to.wireName());
            update.setObject(2, at(nextDue));
            update.setString(3, to.wireName());
            update.setObject(4, id);
            update.setArray(
                    5,
                    connection.createArrayOf(
                            "text", from.stream().map(Schedule.State::wireName).toArray()));
            return update.executeUpdate() > 0;
        }
    }

    /// Ends all schedules of an account.
    public void endAllOf(UUID account) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("update copy_schedules set state = 'ended', next_due = null,"
                        + " ended = clock_timestamp() where account = ? and state <> 'ended'")) {
            update.setObject(1, account);
            update.executeUpdate();
        }
    }

    /// Makes the copies whose times have come, one for each schedule, and notes when the next are to come, all in one
    /// transaction. Of several replicas that try at once, one makes each.
    ///
    /// @return how many schedules were looked at
    public int run() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select" + COLUMNS + DUE)) {
            int looked = 0;
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    run(connection, schedule(row), CopyRows.instant(row, "now"));
                    looked++;
                }
            }
            return looked;
        }
    }

    /// Of times that have passed by while nobody looked, only the last is made up for.
    private void run(Connection connection, Schedule schedule, Instant now) throws SQLException {
        try {
            var rhythm = Rhythm.of(schedule.cron(), schedule.timeZone());
            var latest = rhythm.latest(schedule.nextDue(), now);
            var copy = Copy.ofRun(schedule, latest.time(), now, limits.keep());
            copies.add(copy);
            note(connection, schedule, latest, copy.id, rhythm.after(now).orElse(null));
        } catch (Unclear unclear) {
            LOG.errorf("schedule %s is paused: %s", schedule.id(), unclear.getMessage());
            change(schedule.id(), List.of(Schedule.State.ACTIVE), Schedule.State.PAUSED, null);
        }
    }

    private static void note(Connection connection, Schedule schedule, Rhythm.Latest latest, UUID copy, Instant next)
            throws SQLException {
        try (var update = connection.prepareStatement("update copy_schedules set next_due = ?, state = ?, last_due = ?,"
                + " last_copy = ?, runs = runs + 1, missed = missed + ?,"
                + " ended = case when ? = 'ended' then clock_timestamp() end where id = ?")) {
            var state = next == null ? Schedule.State.ENDED : Schedule.State.ACTIVE;
            update.setObject(1, at(next));
            update.setString(2, state.wireName());
            update.setObject(3, at(latest.time()));
            update.setObject(4, copy);
            update.setLong(5, latest.passed());
            update.setString(6, state.wireName());
            update.setObject(7, schedule.id());
            update.executeUpdate();
        }
    }

    /// Time until the next run; zero when it is due by now, empty when there is none.
    public Optional<Duration> untilNextDue() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select ceil(extract(epoch from min(next_due) - clock_timestamp()) * 1000) from copy_schedules"
                                + " where next_due is not null");
                var row = select.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getBigDecimal(1)).map(it -> Duration.ofMillis(Math.max(0, it.longValue())));
        }
    }

    /// Drops what has ended long ago.
    public void expire() throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(
                        "delete from copy_schedules where ended < clock_timestamp() - ? * interval '1 second'")) {
            delete.setLong(1, settings.keepEnded().toSeconds());
            delete.executeUpdate();
        }
    }

    private static List<Schedule> read(PreparedStatement select) throws SQLException {
        var schedules = new ArrayList<Schedule>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                schedules.add(schedule(row));
            }
        }
        return schedules;
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        try {
            return new Schedule(
                    row.getObject("id", UUID.class),
                    row.getObject("account", UUID.class),
                    Json.MAPPER.readValue(row.getString("wish"), CopyWish.class),
                    row.getString("cron"),
                    row.getString("time_zone"),
                    Schedule.State.of(row.getString("state")),
                    CopyRows.instant(row, "created"),
                    CopyRows.instant(row, "next_due"),
                    CopyRows.instant(row, "last_due"),
                    row.getObject("last_copy", UUID.class),
                    row.getLong("runs"),
                    row.getLong("missed"));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a schedule cannot be read", unreadable);
        }
    }

    private static OffsetDateTime at(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
