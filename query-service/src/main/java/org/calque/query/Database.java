package org.calque.query;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.calque.kit.Unavailable;
import org.calque.messages.Service;
import org.postgresql.util.PSQLException;

/// Reads the views that owners publish.
@ApplicationScoped
class Database {
    /// A connection that has died is replaced, so often at most before the database counts as gone: once for each
    /// connection that the pool may hold, and once more.
    private static final int ATTEMPTS = 9;

    private final Owners owners;
    private final QuerySettings settings;

    /// A list may be read as slowly as a client takes it: some connections are left to those who ask for one row.
    private final Semaphore lists;

    /// Takes a row, as JSON text in UTF-8.
    @FunctionalInterface
    interface RowReader {
        void row(byte[] json) throws QueryRefused;
    }

    Database(Owners owners, QuerySettings settings) {
        this.owners = owners;
        this.settings = settings;
        this.lists = new Semaphore(settings.maxListsAtOnce());
    }

    /// Whether a statement finds a row.
    boolean finds(Service owner, Statement statement) throws QueryRefused {
        return read(owner, statement, row -> {}) > 0;
    }

    /// Reads the rows of a statement one after the other, and says how many there were.
    ///
    /// @throws Unavailable when the database cannot be reached
    long read(Service owner, Statement statement, RowReader reader) throws QueryRefused {
        if (statement.maxRows() == 1) {
            return read(owner, new Reading(statement, reader));
        }
        await(lists);
        try {
            return read(owner, new Reading(statement, reader));
        } finally {
            lists.release();
        }
    }

    /// How PostgreSQL goes about a statement, as its JSON.
    ///
    /// @param analyze whether the statement is carried out, too
    String plan(Service owner, Statement statement, boolean analyze) throws QueryRefused {
        try (var connection = owners.database(owner).getConnection();
                var explain = connection.prepareStatement(
                        "explain (format json, analyze " + analyze + ", buffers " + analyze + ") " + statement.sql())) {
            bind(explain, statement.bound());
            try (var row = explain.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (PSQLException said) {
            throw refused(said);
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    private void await(Semaphore turn) {
        try {
            if (!turn.tryAcquire(settings.statementTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable(
                        "as many lists as possible are being read at the same time (setting query.max-lists-at-once);"
                                + " try again soon",
                        null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server is stopping", interrupted);
        }
    }

    private long read(Service owner, Reading reading) throws QueryRefused {
        for (int attempt = 1; ; attempt++) {
            try (var connection = owners.database(owner).getConnection()) {
                return reading.on(connection);
            } catch (PSQLException said) {
                if (!isLostConnection(said)) {
                    throw refused(said);
                }
                if (attempt == ATTEMPTS || reading.rows > 0) {
                    throw unavailable(said);
                }
            } catch (SQLException failure) {
                throw unavailable(failure);
            }
        }
    }

    /// One statement on its way. More than one row comes in portions, so large that they take about the same room.
    private static final class Reading {
        private static final int FIRST_PORTION = 64;
        private static final int LARGEST_PORTION = 2_000;
        private static final int PORTION_BYTES = 1 << 20;

        private final Statement statement;
        private final RowReader reader;
        private long rows;

        private Reading(Statement statement, RowReader reader) {
            this.statement = statement;
            this.reader = reader;
        }

        private long on(Connection connection) throws SQLException, QueryRefused {
            if (statement.maxRows() == 1) {
                return read(connection);
            }
            connection.setAutoCommit(false);
            try {
                return read(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }

        private long read(Connection connection) throws SQLException, QueryRefused {
            try (var select = connection.prepareStatement(statement.sql())) {
                bind(select, statement.bound());
                if (statement.maxRows() > 1) {
                    select.setFetchSize(FIRST_PORTION);
                }
                int longest = 1;
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        var json = row.getBytes(1);
                        rows++;
                        reader.row(json);
                        if (json.length > longest || rows == 1) {
                            longest = Math.max(longest, json.length);
                            row.setFetchSize(Math.clamp(PORTION_BYTES / longest, 1, LARGEST_PORTION));
                        }
                    }
                }
                return rows;
            }
        }
    }

    private static void bind(PreparedStatement select, List<String> bound) throws SQLException {
        for (int i = 0; i < bound.size(); i++) {
            select.setString(i + 1, bound.get(i));
        }
    }

    private static boolean isLostConnection(PSQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
    }

    /// The limit of time is named, since PostgreSQL does not say whose it is.
    private QueryRefused refused(PSQLException failure) {
        var server = failure.getServerErrorMessage();
        var words = server != null && server.getMessage() != null ? server.getMessage() : failure.getMessage();
        return QueryRefused.byDatabase(
                "57014".equals(failure.getSQLState())
                        ? words + " -- a query may take "
                                + settings.statementTimeout().toMillis() / 1000.0
                                + " s at most (setting query.statement-timeout)"
                        : words);
    }

    private static Unavailable unavailable(SQLException failure) {
        return new Unavailable("the database does not answer; try again soon", failure);
    }
}
