package org.calque.accounts.keys;

import java.util.UUID;
import org.calque.messages.Caller;

/// Whose keys are meant: an account's own ones, those of a project whoever made them, or the key of the call alone.
///
/// @param project null for the account's own ones
/// @param itself  null unless the key of the call alone is meant
record KeyRing(Caller caller, UUID project, Integer itself) {
    static KeyRing ofAccount(Caller caller) {
        return new KeyRing(caller, null, null);
    }

    static KeyRing ofProject(Caller caller, UUID project) {
        return new KeyRing(caller, project, null);
    }

    static KeyRing ofItself(Caller caller, int id) {
        return new KeyRing(caller, null, id);
    }

    boolean covers(ApiKey key) {
        if (itself != null) {
            return itself.equals(key.id);
        }
        return project == null ? caller.id().equals(key.accountId) : project.equals(key.projectId);
    }
}
