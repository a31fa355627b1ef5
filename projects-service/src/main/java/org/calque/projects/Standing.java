package org.calque.projects;

import java.util.UUID;

/// A project and what one account is in it, read together.
///
/// @param env   the project's own environment variables, a JSON object as text; may be null
/// @param group null for somebody who is not on the project
public record Standing(UUID projectId, int hostUid, Boolean deleted, String env, Boolean ownersManage, Group group) {
    public boolean isDeleted() {
        return Boolean.TRUE.equals(deleted);
    }

    public boolean isOwner() {
        return group == Group.OWNER;
    }

    /// Owner or collaborator.
    public boolean isCollaborator() {
        return group != null && group.mayWrite();
    }

    /// Somebody who may look and nothing else.
    public boolean isViewer() {
        return group == Group.VIEWER;
    }

    /// Only owners may add and remove people.
    public boolean onlyOwnersManage() {
        return Boolean.TRUE.equals(ownersManage);
    }
}
