package org.calque.accounts;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.calque.messages.Json;
import org.calque.messages.Uuids;

/// Tells other services what accounts are called: `{"account_ids": […]}` is answered by
/// `{"<account_id>": {"first_name", "last_name", "unlisted"}}`. Accounts that do not exist are missing.
@Path("/names")
public class NamesResource {
    private static final String BY_ID = """
            select account_id, first_name, last_name, coalesce(unlisted, false)
            from accounts where account_id = any(?) and not deleted""";

    private final AgroalDataSource database;

    private record Name(String firstName, String lastName, boolean unlisted) {}

    NamesResource(AgroalDataSource database) {
        this.database = database;
    }

    @POST
    @RunOnVirtualThread
    public Response names(byte[] body) throws IOException, SQLException {
        var ids = StreamSupport.stream(
                        Json.MAPPER.readTree(body).path("account_ids").spliterator(), false)
                .flatMap(id -> Uuids.parse(id.textValue()).stream())
                .toArray(UUID[]::new);
        return Response.ok(Json.MAPPER.writeValueAsBytes(find(ids)), "application/json; charset=utf-8")
                .build();
    }

    private Map<UUID, Name> find(UUID[] ids) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(BY_ID)) {
            select.setArray(1, connection.createArrayOf("uuid", ids));
            try (var rows = select.executeQuery()) {
                var names = new LinkedHashMap<UUID, Name>();
                while (rows.next()) {
                    names.put(
                            rows.getObject(1, UUID.class),
                            new Name(rows.getString(2), rows.getString(3), rows.getBoolean(4)));
                }
                return names;
            }
        }
    }
}
