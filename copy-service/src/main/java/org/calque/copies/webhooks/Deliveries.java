package org.calque.copies.webhooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.calque.copies.events.EventLog;
import org.calque.copies.events.EventLog.Placed;
import org.calque.copies.webhooks.Endpoints.Answered;

/// What webhooks are to be called with: made from events once for each, and sent until it is taken or given up. Of
/// several replicas one makes them and one sends each, as long as it lives.
@ApplicationScoped
@Transactional(rollbackOn = SQLException.class)
class Deliveries {
    private static final int EVENTS_AT_ONCE = 1_000;
    private static final int EXPIRED_AT_ONCE = 5_000;
    private static final int FACTOR = 3;
    private static final double SCATTER = 0.2;
    private static final String READ = "select w.id as webhook_id, " + EventLog.COLUMNS
            + " join copy_webhooks w on w.account = e.account and w.after_position < e.position and w.disabled is null"
            + " and (w.types is null or e.type = any(w.types))"
            + " and (w.project_id is null or w.project_id in (e.source_project_id, e.target_project_id))"
            + " where e.position > ? and e.position <= ? order by e.position";
    private static final String CLAIM = """
            with due as (select distinct on (webhook_id) id from copy_deliveries
                    where next_try <= clock_timestamp() and webhook_id <> all(?)
                    order by webhook_id, next_try, position limit ?),
                free as (select id from copy_deliveries where id in (select id from due)
                    and next_try <= clock_timestamp() for update skip locked)
            update copy_deliveries d
                set attempts = attempts + 1, next_try = clock_timestamp() + ? * interval '1 millisecond'
            from free, copy_webhooks w where d.id = free.id and w.id = d.webhook_id
            returning d.id, d.webhook_id, d.body, d.attempts, w.url, w.generation,
                w.rotated > clock_timestamp() - interval '1 day' as is_fresh""";

    private final AgroalDataSource database;
    private final WebhookSettings settings;

    Deliveries(AgroalDataSource database, WebhookSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /// A delivery in the hands of this replica.
    ///
    /// @param attempt    1 the first time
    /// @param generation of the secret
    /// @param isFresh    whether the secret of the generation before may still be in use
    record Claimed(UUID id, UUID webhook, String url, String body, int attempt, int generation, boolean isFresh) {}

    private record Addressed(UUID webhook, Placed event) {}

    /// Makes deliveries from the next events.
    ///
    /// @param end the end of the log
    /// @return whether there are more
    public boolean make(long end) throws SQLException {
        try (var connection = database.getConnection()) {
            long start = start(connection);
            if (start < 0 || start >= end) {
                return false;
            }
            long upTo = Math.min(end, start + EVENTS_AT_ONCE);
            add(connection, read(connection, start, upTo));
            try (var update = connection.prepareStatement("update copy_webhook_cursor set position = ?")) {
                update.setLong(1, upTo);
                update.executeUpdate();
            }
            return upTo < end;
        }
    }

    /// Where to begin; -1 when there are no webhooks, or another replica is at it.
    private static long start(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select greatest(position, (select min(after_position)"
                        + " from copy_webhooks where disabled is null)) from copy_webhook_cursor"
                        + " where exists (select from copy_webhooks where disabled is null) for update skip locked");
                var row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private static List<Addressed> read(Connection connection, long after, long upTo) throws SQLException {
        try (var select = connection.prepareStatement(READ)) {
            select.setLong(1, after);
            select.setLong(2, upTo);
            var events = new ArrayList<Addressed>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    events.add(new Addressed(row.getObject("webhook_id", UUID.class), EventLog.placed(row)));
                }
            }
            return events;
        }
    }

    private static void add(Connection connection, List<Addressed> events) throws SQLException {
        try (var insert =
                connection.prepareStatement("insert into copy_deliveries (webhook_id, position, type, copy_id,"
                        + " body, next_try) values (?, ?, ?, ?::uuid, ?, clock_timestamp()) on conflict do nothing")) {
            for (var one : events) {
                insert.setObject(1, one.webhook);
                insert.setLong(2, one.event.position());
                insert.setString(3, one.event.type());
                insert.setString(4, one.event.data().path("copy_id").asText());
                insert.setString(5, body(one.event));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String body(Placed event) {
        var data = event.data().deepCopy();
        data.remove(List.of("type", "time"));
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", event.type())
                .put("timestamp", event.data().path("time").asText())
                .<com.fasterxml.jackson.databind.node.ObjectNode>set("data", data)
                .toString();
    }

    /// Takes up to `most` deliveries that are due, of each webhook the first. Whoever is not heard of for longer than a
    /// call can take has lost its own.
    ///
    /// @param busy webhooks that are being called
    public List<Claimed> claim(Collection<UUID> busy, int most) throws SQLException {
        try (var connection = database.getConnection();
                var claim = connection.prepareStatement(CLAIM)) {
            claim.setArray(1, connection.createArrayOf("uuid", busy.toArray()));
            claim.setInt(2, most);
            claim.setLong(3, lease().toMillis());
            var claimed = new ArrayList<Claimed>();
            try (var row = claim.executeQuery()) {
                while (row.next()) {
                    claimed.add(new Claimed(
                            row.getObject("id", UUID.class),
                            row.getObject("webhook_id", UUID.class),
                            row.getString("url"),
                            row.getString("body"),
                            row.getInt("attempts"),
                            row.getInt("generation"),
                            row.getBoolean("is_fresh")));
                }
            }
            return claimed;
        }
    }

    private Duration lease() {
        return settings.patience().multipliedBy(3).plusSeconds(5);
    }

    /// Writes down what came of a call. An endpoint that says that it is gone is called no more.
    public void settle(Claimed delivery, Answered answer) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("update copy_deliveries set delivered = case when ?"
                        + " then clock_timestamp() end, status = ?, error = ?, next_try = clock_timestamp()"
                        + " + ?::bigint * interval '1 millisecond' where id = ?")) {
            boolean again = !answer.isTaken() && !answer.isGone() && delivery.attempt < settings.attempts();
            update.setBoolean(1, answer.isTaken());
            update.setObject(2, answer.status());
            update.setString(3, answer.error());
            update.setObject(4, again ? pause(delivery.attempt).toMillis() : null, java.sql.Types.BIGINT);
            update.setObject(5, delivery.id);
            update.executeUpdate();
            if (answer.isGone()) {
                disable(connection, delivery.webhook, answer.error());
            }
        }
    }

    private static void disable(Connection connection, UUID webhook, String why) throws SQLException {
        try (var update = connection.prepareStatement("update copy_webhooks set disabled = ? where id = ?");
                var stop = connection.prepareStatement(
                        "update copy_deliveries set next_try = null where webhook_id = ? and next_try is not null")) {
            update.setString(1, why);
            update.setObject(2, webhook);
            update.executeUpdate();
            stop.setObject(1, webhook);
            stop.executeUpdate();
        }
    }

    /// Scattered a little, so that what failed together does not come back together.
    Duration pause(int attempt) {
        double millis = Math.min(
                settings.longestPause().toMillis(), settings.firstPause().toMillis() * Math.pow(FACTOR, attempt - 1));
        return Duration.ofMillis(Math.round(millis * ThreadLocalRandom.current().nextDouble(1 - SCATTER, 1)));
    }

    /// Drops what is old.
    public void expire() throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from copy_deliveries where id in (select id"
                        + " from copy_deliveries where created < clock_timestamp() - ? * interval '1 second'"
                        + " order by created limit " + EXPIRED_AT_ONCE + " for update skip locked)")) {
            delete.setLong(1, settings.keep().toSeconds());
            delete.executeUpdate();
        }
    }
}
