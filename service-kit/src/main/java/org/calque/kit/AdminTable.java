package org.calque.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import org.calque.messages.Caller;

/// A table that site administrators change through the query language, and nobody else. One `@Singleton` bean each.
public abstract class AdminTable implements TableWriter {
    private static final String BAD_VALUE = "22";
    private static final String CONSTRAINT = "23";

    private final String name;
    private final StoredRows rows;
    private final Making making;
    private final AgroalDataSource database;

    /// How rows come to be.
    protected enum Making {
        /// Under the key that the client gives.
        NAMED,
        /// Under the next number, when the client gives no key.
        NUMBERED,
        /// Not by being set.
        NEVER
    }

    protected AdminTable(String name, StoredRows rows, Making making, AgroalDataSource database) {
        this.name = name;
        this.rows = rows;
        this.making = making;
        this.database = database;
    }

    @Override
    public String table() {
        return name;
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        if (!caller.isAdmin()) {
            throw new SetRefused("FATAL: user must be an admin");
        }
        if (rows.stranger(row) != null) {
            throw new SetRefused("FATAL: changing " + name + "." + rows.stranger(row) + " not allowed");
        }
        check(row, caller);
        try (var connection = database.getConnection()) {
            write(connection, row);
        } catch (SQLException failure) {
            throw refusalOf(failure, name);
        }
    }

    /// What a row must be like beyond the types of its columns.
    protected void check(ObjectNode row, Caller caller) throws SetRefused {}

    private void write(Connection connection, ObjectNode row) throws SQLException, SetRefused {
        var key = row.path(rows.key());
        var isKeyed = row.hasNonNull(rows.key());
        if (!isKeyed && making == Making.NUMBERED) {
            rows.insert(connection, row);
        } else if (!isKeyed) {
            throw new SetRefused("FATAL: must specify " + name + "." + rows.key());
        } else if (making == Making.NAMED) {
            rows.set(connection, row);
        } else if (!rows.update(connection, row)) {
            throw new SetRefused("FATAL: unknown " + rows.key() + " '" + key.asText() + "'");
        }
    }

    /// What PostgreSQL says against a value, in the words of the contract; what is no fault of the client is thrown.
    public static SetRefused refusalOf(SQLException failure, String table) {
        var state = failure.getSQLState();
        if (state != null && (state.startsWith(BAD_VALUE) || state.startsWith(CONSTRAINT))) {
            var words = failure.getMessage().lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
            return new SetRefused("postgresql error: " + words);
        }
        throw new IllegalStateException("a row of " + table + " could not be set", failure);
    }
}
