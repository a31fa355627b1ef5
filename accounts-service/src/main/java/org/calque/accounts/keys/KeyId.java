package org.calque.accounts.keys;

import java.util.OptionalInt;
import java.util.UUID;
import org.calque.accounts.signin.Session;

/// How a credential is named outside this service, where its secret is never known.
final class KeyId {
    private static final String KEY = "key-";

    private KeyId() {}

    static String of(ApiKey key) {
        return of(key.id);
    }

    static String of(int key) {
        return KEY + key;
    }

    /// The key that is named so; empty for what is no key of the table.
    static OptionalInt row(String keyId) {
        return keyId.startsWith(KEY)
                ? OptionalInt.of(Integer.parseInt(keyId.substring(KEY.length())))
                : OptionalInt.empty();
    }

    static String of(Session session) {
        return Session.keyId(session.id);
    }

    static String ofLegacy(UUID account) {
        return "legacy-" + account;
    }
}
