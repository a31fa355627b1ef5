package org.calque.query;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.calque.kit.Unavailable;
import org.calque.messages.Service;
import org.postgresql.util.PSQLException;

/// Reads the views that owners publish.
@ApplicationScoped
class Database {
    /// So many rows are fetched at once. More of them come in portions, so that an answer that is too large is noticed
    /// before it fills the memory.
    private static final int PORTION = 500;

    /// A connection that has died is replaced, so often at most before the database counts as gone: once for each
    /// connection that the pool may hold, and once more.
    private static final int ATTEMPTS = 9;

    private final Owners owners;
    private final QuerySettings settings;

    Database(Owners owners, QuerySettings settings) {
        this.owners = owners;
        this.settings = settings;
    }

    /// The rows of a statement, each as its JSON text.
    ///
    /// @throws Unavailable when the database cannot be reached
    List<String> rows(Service owner, Statement statement) throws QueryRefused {
        for (int attempt = 1; ; attempt++) {
            try (var connection = owners.database(owner).getConnection()) {
                return statement.maxRows() <= PORTION
                        ? read(connection, statement)
                        : readInPortions(connection, statement);
            } catch (SQLException failure) {
                if (failure instanceof PSQLException said && !isLostConnection(said)) {
                    throw QueryRefused.byDatabase(wordsOf(said));
                }
                if (attempt == ATTEMPTS || !(failure instanceof PSQLException)) {
                    throw new Unavailable("the database does not answer; try again soon", failure);
                }
            }
        }
    }

    private List<String> readInPortions(Connection connection, Statement statement) throws SQLException, QueryRefused {
        connection.setAutoCommit(false);
        try {
            return read(connection, statement);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private List<String> read(Connection connection, Statement statement) throws SQLException, QueryRefused {
        try (var select = connection.prepareStatement(statement.sql())) {
            bind(select, statement.bound());
            select.setFetchSize(PORTION);
            var rows = new ArrayList<String>();
            long size = 0;
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var json = row.getString(1);
                    rows.add(json);
                    size += json.length();
                    if (size > settings.maxAnswer()) {
                        throw QueryRefused.invalid("the answer is longer than " + settings.maxAnswer()
                                + " characters; ask for fewer rows or fields");
                    }
                }
            }
            return rows;
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

    private static String wordsOf(PSQLException failure) {
        var server = failure.getServerErrorMessage();
        return server != null && server.getMessage() != null ? server.getMessage() : failure.getMessage();
    }
}
