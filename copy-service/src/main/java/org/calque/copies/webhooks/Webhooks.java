package org.calque.copies.webhooks;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.calque.messages.copies.CopiesWebhooksDeliveries;
import org.calque.messages.copies.CopiesWebhooksList;

/// Webhooks and their deliveries as accounts see them.
@ApplicationScoped
@Transactional(rollbackOn = SQLException.class)
public class Webhooks {
    private final AgroalDataSource database;
    private final WebhookSettings settings;

    Webhooks(AgroalDataSource database, WebhookSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /// A webhook that is to be.
    ///
    /// @param types   null for all
    /// @param project null for all
    record Wish(UUID account, String url, List<String> types, UUID project) {}

    /// Keeps a webhook, unless its account has as many as it may.
    ///
    /// @param after events up to this position are not for it
    public boolean add(UUID id, Wish wish, long after) throws SQLException {
        try (var connection = database.getConnection();
                var lock = connection.prepareStatement(
                        "select pg_advisory_xact_lock(hashtext('copy_webhooks'), hashtext(?))");
                var insert =
                        connection.prepareStatement("insert into copy_webhooks (id, account, url, types, project_id,"
                                + " after_position) select ?, ?, ?, ?, ?, ? where ? > (select count(*) from copy_webhooks"
                                + " where account = ?)")) {
            lock.setString(1, wish.account.toString());
            lock.execute();
            insert.setObject(1, id);
            insert.setObject(2, wish.account);
            insert.setString(3, wish.url);
            insert.setArray(4, wish.types == null ? null : connection.createArrayOf("text", wish.types.toArray()));
            insert.setObject(5, wish.project);
            insert.setLong(6, after);
            insert.setInt(7, settings.perAccount());
            insert.setObject(8, wish.account);
            return insert.executeUpdate() > 0;
        }
    }

    public List<CopiesWebhooksList.Item> list(UUID account) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select id, url, types, project_id, created, disabled"
                        + " from copy_webhooks where account = ? order by created, id")) {
            select.setObject(1, account);
            var webhooks = new ArrayList<CopiesWebhooksList.Item>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var types = row.getArray(3);
                    webhooks.add(new CopiesWebhooksList.Item(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            types == null ? null : List.of((String[]) types.getArray()),
                            row.getObject(4, UUID.class),
                            instant(row, 5),
                            row.getString(6)));
                }
            }
            return webhooks;
        }
    }

    /// @return whether there was one
    public boolean delete(UUID account, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from copy_webhooks where account = ? and id = ?")) {
            delete.setObject(1, account);
            delete.setObject(2, id);
            return delete.executeUpdate() > 0;
        }
    }

    /// Deletes all webhooks of an account, with what was to be delivered.
    public void deleteAllOf(UUID account) throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from copy_webhooks where account = ?")) {
            delete.setObject(1, account);
            delete.executeUpdate();
        }
    }

    /// The next generation of its secret; empty when there is no such webhook. What was switched off is in use again.
    public OptionalInt rotate(UUID account, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("update copy_webhooks set generation = generation + 1,"
                        + " rotated = clock_timestamp(), disabled = null where account = ? and id = ?"
                        + " returning generation")) {
            update.setObject(1, account);
            update.setObject(2, id);
            try (var row = update.executeQuery()) {
                return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    public boolean isThere(UUID account, UUID id) throws SQLException {
        return list(account).stream().anyMatch(it -> it.webhookId().equals(id));
    }

    /// Newest first.
    public List<CopiesWebhooksDeliveries.Item> deliveries(UUID webhook, int limit) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select id, type, copy_id, created, attempts, delivered,"
                        + " next_try, status, error from copy_deliveries where webhook_id = ?"
                        + " order by position desc limit " + limit)) {
            select.setObject(1, webhook);
            var deliveries = new ArrayList<CopiesWebhooksDeliveries.Item>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    deliveries.add(new CopiesWebhooksDeliveries.Item(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, UUID.class),
                            instant(row, 4),
                            row.getLong(5),
                            instant(row, 6),
                            instant(row, 7),
                            row.getObject(8, Integer.class),
                            row.getString(9)));
                }
            }
            return deliveries;
        }
    }

    /// Has a delivery sent once more.
    ///
    /// @return whether there was one, of a webhook that is in use
    public boolean redeliver(UUID account, UUID delivery) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("update copy_deliveries d set next_try = clock_timestamp(),"
                        + " attempts = 0, delivered = null, status = null, error = null from copy_webhooks w"
                        + " where d.id = ? and w.id = d.webhook_id and w.account = ? and w.disabled is null")) {
            update.setObject(1, delivery);
            update.setObject(2, account);
            return update.executeUpdate() > 0;
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
