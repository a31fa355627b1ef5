package org.calque.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Many accounts and their keys, put into the table of accounts-service as it would have written them itself. Their
/// names say whose they are, so that they can be taken out again.
final class KeyStock implements AutoCloseable {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LETTERS = 16;
    private static final int ROW_DIGITS = 6;
    private static final int AT_ONCE = 1000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final String name = "bench " + UUID.randomUUID();
    private final List<String> secrets = new ArrayList<>();
    private final List<Integer> rows = new ArrayList<>();
    private int used;

    KeyStock(Database database, int accounts, int keys) throws SQLException {
        this.database = database;
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            put(connection, makeAccounts(connection, accounts), keys);
            connection.commit();
            connection.setAutoCommit(true);
            try (var analyze = connection.createStatement()) {
                analyze.execute("vacuum analyze api_keys, accounts");
            }
        }
    }

    /// Keys that nobody has been given before.
    List<String> fresh(int count) {
        used += count;
        return secrets.subList(used - count, used);
    }

    /// Ids of rows, for a peer to read.
    List<Integer> rows() {
        return rows;
    }

    @Override
    public void close() throws SQLException {
        try (var connection = database.connect();
                var keys = connection.prepareStatement("delete from api_keys where name = ?");
                var accounts = connection.prepareStatement("delete from accounts where last_name = ?")) {
            keys.setString(1, name);
            keys.executeUpdate();
            accounts.setString(1, name);
            accounts.executeUpdate();
        }
    }

    private List<UUID> makeAccounts(Connection connection, int count) throws SQLException {
        var made = new ArrayList<UUID>();
        try (var insert = connection.prepareStatement("insert into accounts (account_id, created, last_name)"
                + " select gen_random_uuid(), now(), ? from generate_series(1, ?) returning account_id")) {
            insert.setString(1, name);
            insert.setInt(2, count);
            try (var ids = insert.executeQuery()) {
                while (ids.next()) {
                    made.add(ids.getObject(1, UUID.class));
                }
            }
        }
        return made;
    }

    private void put(Connection connection, List<UUID> accounts, int count) throws SQLException {
        try (var next = connection.prepareStatement(
                        "select nextval(pg_get_serial_sequence('api_keys', 'id')) from generate_series(1, ?)");
                var insert = connection.prepareStatement("insert into api_keys"
                        + " (id, account_id, hash, trunc, name, created) values (?, ?, ?, ?, ?, now())")) {
            next.setInt(1, count);
            try (var ids = next.executeQuery()) {
                while (ids.next()) {
                    rows.add(ids.getInt(1));
                }
            }
            for (var row : rows) {
                var secret = secret(row);
                secrets.add(secret);
                insert.setInt(1, row);
                insert.setObject(2, accounts.get(secrets.size() % accounts.size()));
                insert.setBytes(3, sha256(secret));
                insert.setString(4, "sk-..." + secret.substring(secret.length() - ROW_DIGITS));
                insert.setString(5, name);
                insert.addBatch();
                if (secrets.size() % AT_ONCE == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String secret(int row) {
        var random = new StringBuilder("sk-");
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            random.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        var id = new StringBuilder();
        for (int rest = row; id.length() < ROW_DIGITS; rest /= DIGITS.length()) {
            id.append(DIGITS.charAt(rest % DIGITS.length()));
        }
        return random.append(id.reverse()).toString();
    }
}
