package org.calque.billing.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.AdminTable;
import org.calque.kit.StoredRows;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.Uuids;

/// What the managers of a license change of it. Whoever bought it stays one of them.
@Singleton
class ManagerSiteLicensesTable implements TableWriter {
    private static final StoredRows ROWS = new StoredRows(
            "site_licenses", "id", Map.of("id", "uuid", "title", "text", "description", "text", "managers", "text[]"));
    private static final String STANDING = """
            select info #>> '{purchased,account_id}' from site_licenses
            where id = ? and ? = any (managers) for no key update""";

    private final AgroalDataSource database;

    ManagerSiteLicensesTable(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public String table() {
        return "manager_site_licenses";
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        if (ROWS.stranger(row) != null) {
            throw new SetRefused("FATAL: changing manager_site_licenses." + ROWS.stranger(row) + " not allowed");
        }
        UUID id = Uuids.parse(row.path("id").asText(""))
                .orElseThrow(() -> new SetRefused("FATAL: must specify manager_site_licenses.id"));
        try (var connection = database.getConnection()) {
            check(connection, id, row.get("managers"), caller);
            ROWS.update(connection, row);
        } catch (SQLException failure) {
            throw AdminTable.refusalOf(failure, "site_licenses");
        }
    }

    private static void check(Connection connection, UUID id, JsonNode managers, Caller caller)
            throws SQLException, SetRefused {
        try (var select = connection.prepareStatement(STANDING)) {
            select.setObject(1, id);
            select.setString(2, caller.isAccount() ? caller.id().toString() : null);
            try (var found = select.executeQuery()) {
                if (!found.next()) {
                    throw new SetRefused("you must be a manager of the license to change it");
                }
                var buyer = found.getString(1);
                if (managers != null
                        && buyer != null
                        && managers.valueStream().noneMatch(it -> it.asText().equals(buyer))) {
                    throw new SetRefused(
                            "you cannot remove as manager the person who originally purchased the license");
                }
            }
        }
    }
}
