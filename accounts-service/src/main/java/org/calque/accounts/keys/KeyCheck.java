package org.calque.accounts.keys;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.calque.accounts.Secrets;
import org.calque.messages.Limits;

/// Finds the row of a key: one SELECT by primary key and one SHA-256, compared in constant time.
///
/// Every request that a gateway does not remember waits for this, so it takes neither a transaction nor an entity.
@Singleton
public class KeyCheck {
    private static final String OWNER =
            "a.account_id, a.groups, a.expires, a.banned or a.deleted or coalesce(a.expires <= now(), false) as barred";
    private static final String BY_ID = "select k.hash, k.id, k.project_id, k.expire, k.last_active, k.scopes,"
            + " k.projects, k.networks, " + OWNER
            + " from api_keys k join accounts a on a.account_id = k.account_id where k.id = ?";
    private static final String LEGACY =
            "select " + OWNER + " from legacy_keys k join accounts a on a.account_id = k.account_id where k.hash = ?";

    private final DataSource database;

    /// What is known of a key and its owner.
    ///
    /// @param id     null for a key of the old form
    /// @param ownerExpires when the owner ends, and all its keys; null for never
    /// @param barred       whether no key of the owner works
    public record Known(
            Integer id,
            UUID projectId,
            Instant expire,
            Instant lastActive,
            Limits limits,
            UUID owner,
            Set<String> groups,
            Instant ownerExpires,
            boolean barred) {}

    public KeyCheck(DataSource database) {
        this.database = database;
    }

    /// The key of this secret, expired or not; empty when there is none.
    public Optional<Known> find(String secret) {
        if (KeyText.isLegacy(secret)) {
            return read(LEGACY, Secrets.hash(secret), KeyCheck::legacy);
        }
        var row = KeyText.row(secret);
        return row.isEmpty()
                ? Optional.empty()
                : read(
                        BY_ID,
                        row.getAsInt(),
                        found -> Secrets.matches(secret, found.getBytes("hash")) ? known(found) : null);
    }

    private interface Reader {
        Known read(ResultSet row) throws SQLException;
    }

    private Optional<Known> read(String select, Object key, Reader reader) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(select)) {
            statement.setObject(1, key);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(reader.read(row)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("a key could not be looked up", failure);
        }
    }

    private static Known known(ResultSet row) throws SQLException {
        String[] scopes = values(row.getArray("scopes"));
        UUID[] projects = values(row.getArray("projects"));
        String[] networks = values(row.getArray("networks"));
        return new Known(
                row.getInt("id"),
                row.getObject("project_id", UUID.class),
                time(row, "expire"),
                time(row, "last_active"),
                scopes == null && projects == null && networks == null
                        ? Limits.NONE
                        : new Limits(
                                scopes == null ? null : Set.of(scopes),
                                projects == null ? null : Set.of(projects),
                                networks == null ? null : List.of(networks)),
                row.getObject("account_id", UUID.class),
                groups(row),
                time(row, "expires"),
                row.getBoolean("barred"));
    }

    private static Known legacy(ResultSet row) throws SQLException {
        return new Known(
                null,
                null,
                null,
                null,
                Limits.NONE,
                row.getObject("account_id", UUID.class),
                groups(row),
                time(row, "expires"),
                row.getBoolean("barred"));
    }

    private static Set<String> groups(ResultSet row) throws SQLException {
        return Set.copyOf(Arrays.asList(KeyCheck.<String[]>values(row.getArray("groups"))));
    }

    @SuppressWarnings("unchecked")
    private static <T> T values(Array array) throws SQLException {
        return array == null ? null : (T) array.getArray();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
