package org.calque.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.SettableColumns.Kind;
import org.calque.kit.DeepMerge;
import org.calque.messages.Json;

/// Reads and writes the columns of an account that its owner sets. Column names never come from a client: they are
/// those of [SettableColumns].
@ApplicationScoped
class AccountSettings {
    private final AgroalDataSource database;

    AccountSettings(AgroalDataSource database) {
        this.database = database;
    }

    /// One map of settings; missing when it was never set.
    @Transactional
    JsonNode map(UUID account, String column) {
        try (var connection = database.getConnection()) {
            return read(connection, account, column, "");
        } catch (SQLException failure) {
            throw new IllegalStateException("settings cannot be read", failure);
        }
    }

    /// Locks the row and answers one of its maps after a change was merged in.
    ObjectNode merged(Connection connection, UUID account, String column, ObjectNode change) throws SQLException {
        return DeepMerge.merge(read(connection, account, column, " for no key update"), change);
    }

    /// Sets columns and says whether the account was there.
    boolean write(Connection connection, UUID account, Map<String, JsonNode> values) throws SQLException {
        var columns = List.copyOf(values.keySet());
        var assignments = new ArrayList<String>();
        for (String column : columns) {
            assignments.add(column + (SettableColumns.kindOf(column) == Kind.MAP ? " = ?::jsonb" : " = ?"));
        }
        try (var update = connection.prepareStatement(
                "update accounts set " + String.join(", ", assignments) + " where account_id = ? and not deleted")) {
            for (int i = 0; i < columns.size(); i++) {
                update.setObject(i + 1, toJdbc(connection, columns.get(i), values.get(columns.get(i))));
            }
            update.setObject(columns.size() + 1, account);
            return update.executeUpdate() == 1;
        }
    }

    private static Object toJdbc(Connection connection, String column, JsonNode value) throws SQLException {
        return switch (SettableColumns.kindOf(column)) {
            case TEXT -> value.textValue();
            case INTEGER -> value.intValue();
            case FLAG -> value.booleanValue();
            case MAP -> value.toString();
            case TEXTS -> {
                var texts = new ArrayList<String>();
                value.forEach(text -> texts.add(text.textValue()));
                yield connection.createArrayOf("text", texts.toArray());
            }
        };
    }

    private static JsonNode read(Connection connection, UUID account, String column, String lock) throws SQLException {
        try (var select =
                connection.prepareStatement("select " + column + "::text from accounts where account_id = ?" + lock)) {
            select.setObject(1, account);
            try (var row = select.executeQuery()) {
                return row.next() && row.getString(1) != null
                        ? Json.MAPPER.readTree(row.getString(1))
                        : MissingNode.getInstance();
            }
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("stored settings cannot be read", unreadable);
        }
    }
}
