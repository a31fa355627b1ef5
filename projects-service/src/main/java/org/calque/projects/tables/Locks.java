package org.calque.projects.tables;

import java.sql.Connection;
import java.sql.SQLException;

/// Locks on what has no row of its own; they end with the transaction.
final class Locks {
    private Locks() {}

    static void take(Connection connection, String name) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, name);
            lock.execute();
        }
    }
}
