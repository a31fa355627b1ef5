package org.calque.accounts.keys;

import java.util.UUID;
import org.calque.accounts.signin.Session;

/// How a credential is named outside this service, where its secret is never known.
final class KeyId {
    private KeyId() {}

    static String of(ApiKey key) {
        return "key-" + key.id;
    }

    static String of(Session session) {
        return "session-" + session.id;
    }

    static String ofLegacy(UUID account) {
        return "legacy-" + account;
    }
}
