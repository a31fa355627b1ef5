package org.calque.accounts.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.calque.messages.Json;

/// An entry as the table has it, with the hash that stands there, right or wrong.
record StoredEntry(AuditEntry entry, byte[] hash) {
    static final String COLUMNS = "seq, time, event, actor_kind, actor, key_id, target, address, request_id, details,"
            + " previous_hash, hash";

    static StoredEntry of(ResultSet row) throws SQLException {
        try {
            var deed = new Deed(
                    row.getObject("time", OffsetDateTime.class).toInstant(),
                    row.getString("event"),
                    row.getString("actor_kind"),
                    row.getObject("actor", UUID.class),
                    row.getString("key_id"),
                    row.getObject("target", UUID.class),
                    row.getString("address"),
                    row.getString("request_id"),
                    Json.MAPPER.readTree(row.getString("details")));
            return new StoredEntry(
                    new AuditEntry(row.getLong("seq"), deed, row.getBytes("previous_hash")), row.getBytes("hash"));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("the database keeps JSON that cannot be read", unreadable);
        }
    }
}
