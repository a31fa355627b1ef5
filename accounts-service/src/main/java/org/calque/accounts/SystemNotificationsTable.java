package org.calque.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.Uuids;
import org.postgresql.util.PSQLException;

/// What administrators tell everybody, through the query language.
@ApplicationScoped
class SystemNotificationsTable implements TableWriter {
    /// What is not given stays as it is.
    private static final String UPSERT = """
            insert into system_notifications as stored (id, time, text, priority, done)
            values (?, cast(? as timestamptz), ?, ?, ?)
            on conflict (id) do update set
                time = coalesce(excluded.time, stored.time),
                text = coalesce(excluded.text, stored.text),
                priority = coalesce(excluded.priority, stored.priority),
                done = coalesce(excluded.done, stored.done)""";

    private final AgroalDataSource database;

    SystemNotificationsTable(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public String table() {
        return "system_notifications";
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        if (!caller.isAccount() || !caller.isAdmin()) {
            throw new SetRefused("FATAL: user must be an admin");
        }
        UUID id = Uuids.parse(row.path("id").asText(""))
                .orElseThrow(() -> new SetRefused("FATAL: must specify system_notifications.id"));
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement(UPSERT)) {
            upsert.setObject(1, id);
            upsert.setString(2, text(row.path("time")));
            upsert.setString(3, text(row.path("text")));
            upsert.setString(4, text(row.path("priority")));
            upsert.setObject(5, row.path("done").isBoolean() ? row.path("done").booleanValue() : null, Types.BOOLEAN);
            upsert.executeUpdate();
        } catch (PSQLException failure) {
            throw refusalOf(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException("a notification could not be set", failure);
        }
    }

    private static String text(JsonNode value) {
        return value.textValue();
    }

    private static SetRefused refusalOf(PSQLException failure) {
        var server = failure.getServerErrorMessage();
        if (failure.getSQLState() != null && failure.getSQLState().startsWith("22") && server != null) {
            return new SetRefused("postgresql error: " + server.getMessage());
        }
        throw new IllegalStateException("a notification could not be set", failure);
    }
}
