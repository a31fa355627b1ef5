package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.calque.accounts.signin.Session;
import org.calque.accounts.signin.Sessions;
import org.calque.kit.Outbox;
import org.calque.messages.facts.KeyRevoked;

/// Takes away what does not work any longer, and says so.
@ApplicationScoped
class KeyRemover {
    private final ApiKeyRepository keys;
    private final Sessions sessions;
    private final Outbox outbox;

    KeyRemover(ApiKeyRepository keys, Sessions sessions, Outbox outbox) {
        this.keys = keys;
        this.sessions = sessions;
        this.outbox = outbox;
    }

    @Transactional
    void remove(ApiKey key) {
        if (keys.deleteById(key.id)) {
            outbox.add(new KeyRevoked(KeyId.of(key)));
        }
    }

    @Transactional
    void remove(Session session) {
        if (sessions.deleteById(session.id)) {
            outbox.add(new KeyRevoked(KeyId.of(session)));
        }
    }
}
