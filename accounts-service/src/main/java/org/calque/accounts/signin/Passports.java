package org.calque.accounts.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.messages.Caller;

/// The ways to sign in that accounts have with other sites: by `<strategy>-<id>`, in the map `passports`.
@ApplicationScoped
class Passports {
    private final EntityManager database;
    private final Audit audit;

    Passports(EntityManager database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /// Takes one away, if it is there.
    @Transactional
    void unlink(Caller caller, String name) {
        int unlinked = database.createNativeQuery("update accounts set passports = passports - cast(?2 as text)"
                        + " where account_id = ?1 and not deleted and jsonb_exists(passports, ?2)")
                .setParameter(1, caller.id())
                .setParameter(2, name.replace('\0', '\uFFFD'))
                .executeUpdate();
        if (unlinked > 0) {
            audit.record(AuditEvent.PASSPORT_UNLINKED, caller, caller.id(), Map.of("passport", name));
        }
    }
}
