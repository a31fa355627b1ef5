package org.calque.gateway;

import java.time.Instant;

/// What accounts-service says about a key or session.
sealed interface Finding {
    /// @param expires when the key ends by itself; null when it does not
    record Found(Identity identity, Instant expires) implements Finding {}

    /// No such key, or no longer.
    record Wrong() implements Finding {}

    /// A key of an account that is banned.
    record Banned() implements Finding {}
}
