package org.calque.query.oracle;

import java.util.Set;
import java.util.UUID;

/// Who asks.
///
/// @param id      null for nobody
/// @param project whether the id is that of a project, by whose key the question is asked
/// @param onlyIn  projects that the key is limited to; null for none
/// @param reads   whether the key may only read
public record Asker(UUID id, boolean project, boolean inAdmins, Set<UUID> onlyIn, boolean reads) {
    boolean isAccount() {
        return id != null && !project;
    }

    /// Administrators are that only by keys without limits.
    boolean isAdmin() {
        return isAccount() && inAdmins && onlyIn == null && !reads;
    }

    boolean mayUse(String projectId) {
        return onlyIn == null || onlyIn.contains(UUID.fromString(projectId));
    }

    /// The account of this id, asked for by an administrator.
    Asker as(UUID other) {
        return other.equals(id) ? this : new Asker(other, false, false, onlyIn, reads);
    }
}
