package org.calque.copies.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.calque.kit.EventStream;
import org.calque.messages.Json;

/// What has become of copies, in the database: rows that are added with the change that they tell of, and read by
/// position.
@ApplicationScoped
public class EventLog {
    private static final int BATCH = 5_000;

    /// All at once, numbered in their order.
    private static final String INSERT = "insert into copy_events"
            + " (account, copy_id, source_project_id, target_project_id, type, detail)"
            + " select account, copy, source, target, type, detail::jsonb from unnest(?::uuid[], ?::uuid[], ?::uuid[],"
            + " ?::uuid[], ?::text[], ?::text[]) with ordinality as event(account, copy, source, target, type, detail,"
            + " place) order by place";

    /// What [#placed] reads, and from where.
    public static final String COLUMNS = "e.position, e.account, e.copy_id, e.source_project_id, e.target_project_id,"
            + " e.type, e.detail::text as detail, e.created as time, c.source_path, c.target_path, c.schedule_id"
            + " from copy_events e left join copy_paths c on c.id = e.copy_id";

    private final AgroalDataSource database;

    EventLog(AgroalDataSource database) {
        this.database = database;
    }

    /// An event at its place.
    ///
    /// @param id the same for everybody who is told of it
    public record Placed(long position, UUID account, UUID source, UUID target, String type, ObjectNode data) {}

    /// Which events a reader wants.
    ///
    /// @param project only of copies from or to it; null for all
    /// @param copy    only of this copy; null for all
    public record Wanted(UUID account, UUID project, UUID copy) {}

    /// Adds events to the transaction of this connection.
    public static void add(Connection connection, Collection<CopyEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        var ids = new UUID[4][events.size()];
        var texts = new String[2][events.size()];
        int n = 0;
        for (var event : events) {
            ids[0][n] = event.account();
            ids[1][n] = event.copy();
            ids[2][n] = event.source();
            ids[3][n] = event.target();
            texts[0][n] = event.type();
            texts[1][n++] = written(event);
        }
        try (var insert = connection.prepareStatement(INSERT)) {
            int at = 1;
            for (var column : ids) {
                insert.setArray(at++, connection.createArrayOf("uuid", column));
            }
            for (var column : texts) {
                insert.setArray(at++, connection.createArrayOf("text", column));
            }
            insert.executeUpdate();
        }
    }

    private static String written(CopyEvent event) {
        try {
            return Json.MAPPER.writeValueAsString(event.detail());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Adds events to the running transaction.
    public void add(Collection<CopyEvent> events) {
        try (var connection = database.getConnection()) {
            add(connection, events);
        } catch (SQLException failure) {
            throw new IllegalStateException("events could not be kept", failure);
        }
    }

    /// Gives positions to all that is committed, and says the last. Whoever reads up to it misses nothing.
    public long number() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select number_copy_events()");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /// The position before which events may have been dropped; 0 when none were.
    long droppedTo() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select coalesce(min(position) - 1,"
                        + " (select case when is_called then last_value else 0 end from copy_event_positions))"
                        + " from copy_events");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Of whom there are events after one position, up to another.
    Set<UUID> accounts(long after, long upTo) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select distinct account from copy_events where position > ? and position <= ?")) {
            select.setLong(1, after);
            select.setLong(2, upTo);
            var accounts = new HashSet<UUID>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    accounts.add(row.getObject(1, UUID.class));
                }
            }
            return accounts;
        }
    }

    /// The first `most` events after one position, up to another.
    public List<Placed> read(Wanted wanted, long after, long upTo, int most) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select " + COLUMNS
                        + " where e.account = ? and e.position > ? and e.position <= ?"
                        + (wanted.copy == null ? "" : " and e.copy_id = ?")
                        + (wanted.project == null ? "" : " and ? in (e.source_project_id, e.target_project_id)")
                        + " order by e.position limit " + most)) {
            select.setObject(1, wanted.account);
            select.setLong(2, after);
            select.setLong(3, upTo);
            int next = 4;
            if (wanted.copy != null) {
                select.setObject(next++, wanted.copy);
            }
            if (wanted.project != null) {
                select.setObject(next, wanted.project);
            }
            var events = new ArrayList<Placed>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    events.add(placed(row));
                }
            }
            return events;
        }
    }

    /// An event out of a row with the columns of [#COLUMNS].
    public static Placed placed(ResultSet row) throws SQLException {
        var source = row.getObject("source_project_id", UUID.class);
        var target = row.getObject("target_project_id", UUID.class);
        var type = row.getString("type");
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("time", Json.TIME.format(row.getObject("time", OffsetDateTime.class)))
                .put("copy_id", row.getString("copy_id"))
                .put("source_project_id", source.toString())
                .put("target_project_id", target.toString());
        putIfThere(data, row, "source_path");
        putIfThere(data, row, "target_path");
        putIfThere(data, row, "schedule_id");
        data.setAll((ObjectNode) EventStream.read(row.getString("detail")));
        return new Placed(row.getLong("position"), row.getObject("account", UUID.class), source, target, type, data);
    }

    private static void putIfThere(ObjectNode data, ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        if (text != null) {
            data.put(column, text);
        }
    }

    /// Drops what is too old or too much of the first [#BATCH] events. The bound is worked out first, since a sequence
    /// cannot stand where rows are locked.
    ///
    /// @return whether there may be more to drop
    public boolean expire(Duration keep, long most) throws SQLException {
        try (var connection = database.getConnection();
                var delete =
                        connection.prepareStatement("with bound as materialized (select last_value - ? as position,"
                                + "   now() - ? * interval '1 second' as created from copy_event_positions),"
                                + " first as (select e.seq, e.position, e.created from copy_events e where e.position is not null"
                                + "   order by e.position limit " + BATCH + " for update skip locked)"
                                + " delete from copy_events where seq in (select first.seq from first, bound"
                                + " where first.position <= bound.position or first.created < bound.created)")) {
            delete.setLong(1, most);
            delete.setLong(2, keep.toSeconds());
            return delete.executeUpdate() == BATCH;
        }
    }
}
