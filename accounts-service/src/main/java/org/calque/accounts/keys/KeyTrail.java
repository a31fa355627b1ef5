package org.calque.accounts.keys;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.ApiKeys.Deed;
import org.calque.messages.accounts.ApiKeys.Trail;

/// What was done with keys, in the audit log: each deed stands there under the key's id and the account that has it.
@ApplicationScoped
class KeyTrail {
    private static final String ENTRIES = """
            select time, event, case when actor_kind = 'account' then actor end as account_id, address
            from audit
            where details ->> 'key' = ? and %s = ?
            order by seq desc limit 1000""";

    private final Audit audit;
    private final AgroalDataSource database;
    private final ApiKeyRepository keys;

    KeyTrail(Audit audit, AgroalDataSource database, ApiKeyRepository keys) {
        this.audit = audit;
        this.database = database;
        this.keys = keys;
    }

    void made(ApiKey key, Caller by) {
        audit.record(AuditEvent.KEY_CREATED, by, key.accountId, details(key));
    }

    void edited(ApiKey key, Caller by) {
        audit.record(AuditEvent.KEY_EDITED, by, key.accountId, details(key));
    }

    void deleted(ApiKey key, Caller by) {
        audit.record(AuditEvent.KEY_DELETED, by, key.accountId, details(key.id, key.projectId));
    }

    void rotated(ApiKey old, ApiKey made, Caller by) {
        var details = details(old.id, old.projectId);
        details.put("to", KeyId.of(made));
        audit.record(AuditEvent.KEY_ROTATED, by, old.accountId, details);
        var ofMade = details(made);
        ofMade.put("in_place_of", KeyId.of(old));
        audit.record(AuditEvent.KEY_CREATED, by, made.accountId, ofMade);
    }

    /// A key has ended without anybody deleting it.
    void ended(int key, UUID account, UUID project, String why) {
        var details = details(key, project);
        details.put("why", why);
        audit.recordBySystem(AuditEvent.KEY_DELETED, account, details);
    }

    private static Map<String, Object> details(int key, UUID project) {
        var details = new TreeMap<String, Object>();
        details.put("key", KeyId.of(key));
        if (project != null) {
            details.put("project", project.toString());
        }
        return details;
    }

    /// What the key may do from now on, and until when.
    private static Map<String, Object> details(ApiKey key) {
        var details = details(key.id, key.projectId);
        if (key.expire != null) {
            details.put("expire", key.expire.toString());
        }
        putUnlessNull(details, "scopes", key.scopes);
        putUnlessNull(details, "projects", key.projects);
        putUnlessNull(details, "networks", key.networks);
        return details;
    }

    private static void putUnlessNull(Map<String, Object> details, String name, Object[] values) {
        if (values != null) {
            details.put(name, List.of(values).stream().map(Object::toString).toList());
        }
    }

    /// What was done with one key, newest first; also with one that is no more.
    @Transactional
    Outcome of(KeyRing ring, Long id) {
        if (id == null) {
            return refused(Reason.INVALID, "id must name the api key");
        }
        var deeds = ring.project() == null
                ? entries("target", id, ring.caller().id())
                : entries("details ->> 'project'", id, ring.project().toString());
        return deeds.isEmpty() && keys.in(ring, id).isEmpty()
                ? refused(Reason.NOT_FOUND, "no api key with id " + id)
                : done(new Trail(deeds));
    }

    private List<Deed> entries(String column, long id, Object owner) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(ENTRIES.formatted(column))) {
            select.setString(1, "key-" + id);
            select.setObject(2, owner);
            try (var row = select.executeQuery()) {
                var deeds = new ArrayList<Deed>();
                while (row.next()) {
                    deeds.add(deed(row));
                }
                return deeds;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the trail of a key could not be read", failure);
        }
    }

    private static Deed deed(ResultSet row) throws SQLException {
        return new Deed(
                row.getObject("time", OffsetDateTime.class).toInstant(),
                row.getString("event").substring("key_".length()),
                row.getObject("account_id", UUID.class),
                row.getString("address"));
    }
}
