package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.calque.accounts.keys.KeyCheck.Known;
import org.calque.accounts.signin.Session;
import org.calque.accounts.signin.Sessions;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.facts.KeyRevoked;

/// Takes away what does not work any longer, and says so.
@ApplicationScoped
class KeyRemover {
    private final ApiKeyRepository keys;
    private final Sessions sessions;
    private final KeyTrail trail;
    private final Outbox outbox;
    private final Clock clock;

    KeyRemover(ApiKeyRepository keys, Sessions sessions, KeyTrail trail, Outbox outbox, Clock clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.trail = trail;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    void remove(ApiKey key, Caller by) {
        if (remove(key.id)) {
            trail.deleted(key, by);
        }
    }

    @Transactional
    void remove(Known key, String why) {
        if (remove(key.id())) {
            trail.ended(key.id(), key.owner(), key.projectId(), why);
        }
    }

    /// Takes away all keys of the project that the account has made, unless its owner is an administrator, who needs
    /// not
    /// be one of the project's people.
    @Transactional
    void removeOfFormerMember(UUID account, UUID project) {
        for (int key : keys.ofFormerMember(account, project)) {
            if (remove(key)) {
                trail.ended(key, account, project, "the account does not work on the project any longer");
            }
        }
    }

    /// Takes away what was rotated and has had its time.
    @Transactional
    void removeRotated() {
        for (ApiKey key : keys.rotatedAndOver(clock.instant())) {
            if (remove(key.id)) {
                trail.ended(key.id, key.accountId, key.projectId, "rotated");
            }
        }
    }

    @Transactional
    void remove(Session session) {
        if (sessions.deleteById(session.id)) {
            outbox.add(new KeyRevoked(KeyId.of(session)));
        }
    }

    /// @return false when somebody else was faster
    @Transactional(Transactional.TxType.MANDATORY)
    boolean remove(int key) {
        var removed = keys.deleteById(key);
        if (removed) {
            outbox.add(new KeyRevoked(KeyId.of(key)));
        }
        return removed;
    }
}
