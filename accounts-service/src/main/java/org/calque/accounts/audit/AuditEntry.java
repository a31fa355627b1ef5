package org.calque.accounts.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A deed in its place in the log, chained to the entry before by that one's hash.
///
/// The hash is SHA-256 over the hash before and the row: each column as its length in bytes, `:`, its text in UTF-8 and
/// `;`, or `-;` for null. Times are microseconds since 1970; details are JSON without blanks, names in order.
/// `V5__audit_chain.sql` computes the same.
record AuditEntry(long seq, Deed deed, byte[] previous) {
    static final byte[] BEFORE_THE_FIRST = new byte[32];

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    byte[] hash() {
        var row = new StringBuilder(256);
        for (Object column : new Object[] {
            seq,
            ChronoUnit.MICROS.between(Instant.EPOCH, deed.time()),
            deed.event(),
            deed.actorKind(),
            deed.actor(),
            deed.keyId(),
            deed.target(),
            deed.address(),
            deed.requestId(),
            canonical(deed.details())
        }) {
            append(row, column);
        }
        var digest = sha256();
        digest.update(previous);
        return digest.digest(row.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder row, Object column) {
        if (column == null) {
            row.append("-;");
            return;
        }
        var text = column.toString();
        row.append(text.getBytes(StandardCharsets.UTF_8).length)
                .append(':')
                .append(text)
                .append(';');
    }

    private static String canonical(JsonNode details) {
        try {
            return CANONICAL.writeValueAsString(CANONICAL.treeToValue(details, Object.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
