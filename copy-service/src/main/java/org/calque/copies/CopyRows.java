package org.calque.copies;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.calque.copies.Step.Becomes;
import org.calque.copies.Step.Goes;
import org.calque.copies.events.CopyEvent;
import org.calque.copies.events.EventLog;
import org.calque.messages.Fact;

/// Rows of copies under a lock, and what becomes of them. Time is the database's, the same for every replica.
final class CopyRows {
    static final String STATE = " id, requested_by, source_project_id, target_project_id, due,"
            + " scheduled is not null as is_scheduled, queued_at, started, finished, error, worker, lease_until, fence,"
            + " attempts, postponed, deleted_at, cancelled_at, clock_timestamp() as now ";
    private static final String SAVE = """
            update copy_paths c set queued_at = n.queued_at, started = n.started, finished = n.finished,
                error = n.error, worker = n.worker, lease_until = n.lease_until, fence = n.fence,
                attempts = n.attempts, deleted_at = n.deleted_at, cancelled_at = n.cancelled_at, due = n.due,
                postponed = n.postponed,
                progress_bytes = case when c.fence = n.fence then c.progress_bytes end,
                progress_files = case when c.fence = n.fence then c.progress_files end,
                progress_percent = case when c.fence = n.fence then c.progress_percent end
            from unnest(?::uuid[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[]::timestamptz[],
                    ?::text[], ?::text[], ?::text[]::timestamptz[], ?::bigint[], ?::integer[],
                    ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::integer[])
                as n(id, queued_at, started, finished, error, worker, lease_until, fence, attempts, deleted_at,
                    cancelled_at, due, postponed)
            where c.id = n.id""";

    private final Connection connection;

    CopyRows(Connection connection) {
        this.connection = connection;
    }

    /// A row as it was when it was locked.
    record Locked(CopyState state, Instant now) {}

    /// Locks up to `most` rows that nobody else has locked.
    ///
    /// @param where which rows
    /// @param order which of them first
    List<Locked> lockFree(String where, String order, int most) throws SQLException {
        try (var select = connection.prepareStatement("select" + STATE + "from copy_paths where " + where + " order by "
                + order + " limit " + most + " for update skip locked")) {
            return read(select);
        }
    }

    /// Locks these rows, in one order for all, so that nobody waits in a circle.
    List<Locked> lockByIds(List<UUID> ids) throws SQLException {
        try (var select = connection.prepareStatement(
                "select" + STATE + "from copy_paths where id = any(?) order by id for update")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            return read(select);
        }
    }

    private static List<Locked> read(PreparedStatement select) throws SQLException {
        var locked = new ArrayList<Locked>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                locked.add(new Locked(state(row), instant(row, "now")));
            }
        }
        return locked;
    }

    /// Carries out what was decided.
    ///
    /// @return what others shall hear of it
    List<Fact> carryOut(List<Step> steps) throws SQLException {
        var facts = new ArrayList<Fact>();
        var events = new ArrayList<CopyEvent>();
        var changed = new ArrayList<CopyState>();
        var dropped = new ArrayList<UUID>();
        for (var step : steps) {
            switch (step) {
                case Step.Stays() -> {}
                case Becomes(var state, var fact) -> {
                    changed.add(state);
                    addTo(facts, events, fact, state);
                }
                case Goes(var state, var fact) -> {
                    dropped.add(state.id());
                    addTo(facts, events, fact, state);
                }
            }
        }
        EventLog.add(connection, events);
        save(changed);
        drop(dropped);
        return facts;
    }

    private static void addTo(List<Fact> facts, List<CopyEvent> events, Fact fact, CopyState state) {
        if (fact != null) {
            facts.add(fact);
            var cancelled = state.cancelledAt() != null || Life.CANCELLED.equals(state.error());
            CopyEvent.of(fact, state.account(), cancelled).ifPresent(events::add);
        }
    }

    private void save(List<CopyState> states) throws SQLException {
        if (states.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement(SAVE)) {
            set(update, 1, "uuid", states, CopyState::id);
            set(update, 2, "text", states, it -> text(it.queuedAt()));
            set(update, 3, "text", states, it -> text(it.started()));
            set(update, 4, "text", states, it -> text(it.finished()));
            set(update, 5, "text", states, CopyState::error);
            set(update, 6, "text", states, CopyState::worker);
            set(update, 7, "text", states, it -> text(it.leaseUntil()));
            set(update, 8, "bigint", states, CopyState::turn);
            set(update, 9, "integer", states, CopyState::attempts);
            set(update, 10, "text", states, it -> text(it.deletedAt()));
            set(update, 11, "text", states, it -> text(it.cancelledAt()));
            set(update, 12, "text", states, it -> text(it.due()));
            set(update, 13, "integer", states, CopyState::postponed);
            update.executeUpdate();
        }
    }

    private void drop(List<UUID> ids) throws SQLException {
        if (!ids.isEmpty()) {
            try (var delete = connection.prepareStatement("delete from copy_paths where id = any(?)")) {
                delete.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                delete.executeUpdate();
            }
        }
    }

    private void set(
            PreparedStatement update, int column, String type, List<CopyState> states, Function<CopyState, ?> value)
            throws SQLException {
        update.setArray(
                column,
                connection.createArrayOf(type, states.stream().map(value).toArray()));
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    static CopyState state(ResultSet row) throws SQLException {
        return new CopyState(
                row.getObject("id", UUID.class),
                row.getObject("requested_by", UUID.class),
                row.getObject("source_project_id", UUID.class),
                row.getObject("target_project_id", UUID.class),
                instant(row, "due"),
                row.getBoolean("is_scheduled"),
                instant(row, "queued_at"),
                instant(row, "started"),
                instant(row, "finished"),
                row.getString("error"),
                row.getString("worker"),
                instant(row, "lease_until"),
                row.getLong("fence"),
                row.getInt("attempts"),
                row.getInt("postponed"),
                instant(row, "deleted_at"),
                instant(row, "cancelled_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
