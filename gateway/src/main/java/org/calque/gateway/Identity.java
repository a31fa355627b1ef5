package org.calque.gateway;

import java.util.Set;
import java.util.UUID;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Limits;

/// Who a credential belongs to.
///
/// @param account whose key or session it is: for a project key the account that made it; null for nobody and the
/// gateway
/// @param limits  what the key may do less than its owner
/// @param keyId   names the key or session to the facts that revoke it; empty for nobody and the gateway
record Identity(UUID id, Kind kind, UUID account, Set<String> groups, Limits limits, String keyId) {
    static final Identity NOBODY = new Identity(null, Kind.NOBODY, null, Set.of(), Limits.NONE, "");

    /// The gateway itself, when it looks up keys.
    static final Identity GATEWAY = new Identity(null, Kind.SERVICE, null, Set.of(), Limits.NONE, "");

    Identity {
        groups = Set.copyOf(groups);
    }

    /// Whether what has changed of this account or project concerns the credential.
    boolean dependsOn(UUID caller) {
        return caller.equals(id) || caller.equals(account);
    }
}
