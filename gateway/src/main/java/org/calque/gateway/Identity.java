package org.calque.gateway;

import java.util.Set;
import java.util.UUID;
import org.calque.messages.Caller.Kind;

/// Who a credential belongs to.
///
/// @param keyId names the key or session to the facts that revoke it; empty for nobody and the gateway
record Identity(UUID id, Kind kind, Set<String> groups, String keyId) {
    static final Identity NOBODY = new Identity(null, Kind.NOBODY, Set.of(), "");

    /// The gateway itself, when it looks up keys.
    static final Identity GATEWAY = new Identity(null, Kind.SERVICE, Set.of(), "");

    Identity {
        groups = Set.copyOf(groups);
    }
}
