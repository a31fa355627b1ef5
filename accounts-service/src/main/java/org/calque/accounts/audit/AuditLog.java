package org.calque.accounts.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.calque.messages.admin.AdminAudit.Entry;

/// The log as administrators read it.
@ApplicationScoped
class AuditLog {
    private final AgroalDataSource database;

    /// Which entries; null is no condition.
    record Choice(Instant since, Instant until, UUID account, AuditEvent event, Long after, Long before, int limit) {}

    AuditLog(AgroalDataSource database) {
        this.database = database;
    }

    List<Entry> read(Choice choice) {
        var where = new ArrayList<>(List.of("true"));
        var values = new ArrayList<>();
        add(where, values, "time >= ?", at(choice.since()));
        add(where, values, "time < ?", at(choice.until()));
        add(
                where,
                values,
                "event = ?",
                choice.event() == null ? null : choice.event().wireName());
        add(where, values, "seq > ?", choice.after());
        add(where, values, "seq < ?", choice.before());
        if (choice.account() != null) {
            where.add("(actor = ? or target = ?)");
            values.add(choice.account());
            values.add(choice.account());
        }
        values.add(choice.limit());
        var select = "select " + StoredEntry.COLUMNS + " from audit where " + String.join(" and ", where)
                + " order by seq" + (choice.after() == null ? " desc" : "") + " limit ?";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(select)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (var rows = statement.executeQuery()) {
                return shown(rows);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the audit log could not be read", failure);
        }
    }

    private static void add(List<String> where, List<Object> values, String condition, Object value) {
        if (value != null) {
            where.add(condition);
            values.add(value);
        }
    }

    private static OffsetDateTime at(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static List<Entry> shown(ResultSet rows) throws SQLException {
        var entries = new ArrayList<Entry>();
        while (rows.next()) {
            var stored = StoredEntry.of(rows);
            var deed = stored.entry().deed();
            entries.add(new Entry(
                    stored.entry().seq(),
                    deed.time(),
                    deed.event(),
                    deed.actorKind(),
                    deed.actor(),
                    deed.keyId(),
                    deed.target(),
                    deed.address(),
                    deed.requestId(),
                    deed.details(),
                    HexFormat.of().formatHex(stored.entry().previous()),
                    HexFormat.of().formatHex(stored.hash())));
        }
        return entries;
    }
}
