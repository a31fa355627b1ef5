package org.calque.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.calque.accounts.SettableColumns.Kind;
import org.calque.kit.Outbox;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.facts.AccountChanged;
import org.calque.messages.facts.SettingsChanged;

/// Changes of an account through the query language: always the caller's own, whatever id was sent.
@ApplicationScoped
class AccountsTable implements TableWriter {
    private static final Set<String> SEEN_BY_OTHERS = Set.of("name", "first_name", "last_name", "profile", "unlisted");

    private final AgroalDataSource database;
    private final AccountSettings settings;
    private final Outbox outbox;
    private final int maxSettingsBytes;

    AccountsTable(AgroalDataSource database, AccountSettings settings, Outbox outbox, AccountsConfig config) {
        this.database = database;
        this.settings = settings;
        this.outbox = outbox;
        this.maxSettingsBytes = config.maxSettingsBytes();
    }

    @Override
    public String table() {
        return "accounts";
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        if (!caller.isAccount()) {
            throw new SetRefused("FATAL: account_id must be specified -- make sure you are signed in");
        }
        var values = checked(row);
        if (values.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection()) {
            for (var value : values.entrySet()) {
                if (value.getValue() instanceof ObjectNode change) {
                    value.setValue(merged(connection, caller.id(), value.getKey(), change));
                }
            }
            if (!settings.write(connection, caller.id(), values)) {
                throw new SetRefused("FATAL: account_id is not a valid account");
            }
        } catch (SQLException failure) {
            throw refusalOf(failure, values);
        }
        var isSeenByOthers = values.keySet().stream().anyMatch(SEEN_BY_OTHERS::contains);
        outbox.add(isSeenByOthers ? new AccountChanged(caller.id()) : new SettingsChanged(caller.id()));
    }

    private static Map<String, JsonNode> checked(ObjectNode row) throws SetRefused {
        var values = new LinkedHashMap<String, JsonNode>();
        for (var field : row.properties()) {
            var column = field.getKey();
            var value = field.getValue();
            if (column.equals("account_id") || value.isNull()) {
                continue;
            }
            Kind kind = SettableColumns.kindOf(column);
            if (kind == null) {
                throw new SetRefused("FATAL: changing accounts." + column + " not allowed");
            }
            if (!kind.holds(value)) {
                throw new SetRefused("FATAL: accounts." + column + " must be " + kind.words());
            }
            values.put(column, byItsRule(column, value));
        }
        return values;
    }

    private static JsonNode byItsRule(String column, JsonNode value) throws SetRefused {
        switch (column) {
            case "name" -> {
                return AccountNames.userName(value.textValue());
            }
            case "auto_balance" -> AutoBalance.check((ObjectNode) value);
            case "first_name", "last_name" -> {
                return AccountNames.personName(column, value.textValue());
            }
            default -> {
                // Its kind is all there is to check.
            }
        }
        return value;
    }

    private ObjectNode merged(Connection connection, UUID account, String column, ObjectNode change)
            throws SQLException, SetRefused {
        var merged = settings.merged(connection, account, column, change);
        if (merged.toString().getBytes(StandardCharsets.UTF_8).length > maxSettingsBytes) {
            throw new SetRefused("FATAL: accounts." + column + " would be larger than " + maxSettingsBytes + " bytes");
        }
        return merged;
    }

    private static SetRefused refusalOf(SQLException failure, Map<String, JsonNode> values) {
        if (AccountNames.isTaken(failure)) {
            return AccountNames.taken(values.get("name").textValue());
        }
        if (failure.getSQLState() != null && failure.getSQLState().startsWith("22")) {
            return new SetRefused("FATAL: a value cannot be stored: " + failure.getMessage());
        }
        throw new IllegalStateException("an account could not be changed", failure);
    }
}
