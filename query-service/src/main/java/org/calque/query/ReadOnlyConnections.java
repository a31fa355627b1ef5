package org.calque.query;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/// Every connection can only read, and takes only so long for a statement.
@ApplicationScoped
class ReadOnlyConnections implements AgroalPoolInterceptor {
    private final QuerySettings settings;

    ReadOnlyConnections(QuerySettings settings) {
        this.settings = settings;
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        try (var limits =
                connection.prepareStatement("select set_config('default_transaction_read_only', 'on', false), "
                        + "set_config('statement_timeout', ?, false)")) {
            limits.setString(1, Long.toString(settings.statementTimeout().toMillis()));
            limits.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException("a new connection could not be limited", failure);
        }
    }
}
