package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.Secrets;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.facts.KeyRevoked;

/// The key of the old form that an account may have beside the others.
@ApplicationScoped
public class LegacyKeys {
    private final EntityManager database;
    private final Outbox outbox;
    private final Audit audit;

    LegacyKeys(EntityManager database, Outbox outbox, Audit audit) {
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
    }

    /// Makes the key of an account that is just being made, and answers its secret.
    @Transactional(Transactional.TxType.MANDATORY)
    public String make(UUID account) {
        var secret = KeyText.makeLegacy();
        database.createNativeQuery("insert into legacy_keys (account_id, hash, created) values (?1, ?2, now())")
                .setParameter(1, account)
                .setParameter(2, Secrets.hash(secret))
                .executeUpdate();
        return secret;
    }

    /// Makes the key of an account anew, and answers its secret: the one before works no longer.
    ///
    /// @param client the program that asked for it, as it calls itself
    /// @return empty when the account was banned or deleted meanwhile
    @Transactional
    public Optional<String> renew(UUID account, String client, Caller by) {
        var secret = KeyText.makeLegacy();
        int made = database.createNativeQuery("""
                        insert into legacy_keys (account_id, hash, created)
                        select account_id, ?2, now() from accounts
                        where account_id = ?1 and not banned and not deleted for share
                        on conflict (account_id) do update set hash = excluded.hash, created = excluded.created
                        """)
                .setParameter(1, account)
                .setParameter(2, Secrets.hash(secret))
                .executeUpdate();
        if (made == 0) {
            return Optional.empty();
        }
        outbox.add(new KeyRevoked(KeyId.ofLegacy(account)));
        audit.record(AuditEvent.KEY_CREATED, by, account, Map.of("key", KeyId.ofLegacy(account), "client", client));
        return Optional.of(secret);
    }

    /// When the key of an account was made; empty when it has none.
    @Transactional
    Optional<Instant> created(UUID account) {
        List<?> found = database.createNativeQuery(
                        "select created from legacy_keys where account_id = ?1", Instant.class)
                .setParameter(1, account)
                .getResultList();
        return found.stream().map(Instant.class::cast).findFirst();
    }

    /// @return whether there was a key to delete
    @Transactional
    boolean delete(UUID account, Caller by) {
        int deleted = database.createNativeQuery("delete from legacy_keys where account_id = ?1")
                .setParameter(1, account)
                .executeUpdate();
        if (deleted == 0) {
            return false;
        }
        outbox.add(new KeyRevoked(KeyId.ofLegacy(account)));
        audit.record(AuditEvent.KEY_DELETED, by, account, Map.of("key", KeyId.ofLegacy(account)));
        return true;
    }
}
