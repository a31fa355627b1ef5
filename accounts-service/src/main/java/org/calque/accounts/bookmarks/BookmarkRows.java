package org.calque.accounts.bookmarks;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

@ApplicationScoped
class BookmarkRows {
    private static final String WHOSE = " account_id = ? and project_id = ? and type = ?";

    private final AgroalDataSource database;
    private final Clock clock;

    /// There would be too many of them.
    static final class Full extends Exception {
        private Full() {
            super(null, null, false, false);
        }
    }

    BookmarkRows(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// In the order in which they were put there.
    @Transactional
    List<String> stars(UUID account, UUID project, String type) {
        try (var connection = database.getConnection()) {
            return List.copyOf(stars(connection, "", account, project, type));
        } catch (SQLException failure) {
            throw new IllegalStateException("bookmarks cannot be read", failure);
        }
    }

    /// Changes the stars under the lock of their row: of two who change them at once, both are heard.
    @Transactional(rollbackOn = Full.class)
    void change(UUID account, UUID project, String type, int most, Consumer<LinkedHashSet<String>> change) throws Full {
        try (var connection = database.getConnection()) {
            make(connection, account, project, type);
            var stars = stars(connection, " for update", account, project, type);
            change.accept(stars);
            if (stars.size() > most) {
                throw new Full();
            }
            write(connection, stars, account, project, type);
        } catch (SQLException failure) {
            throw new IllegalStateException("bookmarks could not be changed", failure);
        }
    }

    private void make(Connection connection, UUID account, UUID project, String type) throws SQLException {
        try (var insert = connection.prepareStatement("insert into bookmarks (account_id, project_id, type, stars,"
                + " last_edited) values (?, ?, ?, '{}', ?) on conflict do nothing")) {
            bind(insert, 1, account, project, type);
            insert.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static LinkedHashSet<String> stars(
            Connection connection, String lock, UUID account, UUID project, String type) throws SQLException {
        try (var select = connection.prepareStatement("select stars from bookmarks where" + WHOSE + lock)) {
            bind(select, 1, account, project, type);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? new LinkedHashSet<>(
                                Arrays.asList((String[]) row.getArray(1).getArray()))
                        : new LinkedHashSet<>();
            }
        }
    }

    private void write(Connection connection, LinkedHashSet<String> stars, UUID account, UUID project, String type)
            throws SQLException {
        try (var update =
                connection.prepareStatement("update bookmarks set stars = ?, last_edited = ? where" + WHOSE)) {
            update.setArray(1, connection.createArrayOf("text", stars.toArray()));
            update.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            bind(update, 3, account, project, type);
            update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, int first, UUID account, UUID project, String type)
            throws SQLException {
        statement.setObject(first, account);
        statement.setObject(first + 1, project);
        statement.setString(first + 2, type);
    }
}
