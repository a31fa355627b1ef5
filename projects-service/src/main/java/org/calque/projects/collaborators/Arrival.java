package org.calque.projects.collaborators;

import java.util.UUID;
import org.calque.projects.Group;

/// Somebody who is to come to a project.
///
/// @param group never the owner's
record Arrival(UUID project, UUID account, Group group) {
    static Arrival ofCollaborator(UUID project, UUID account) {
        return new Arrival(project, account, Group.COLLABORATOR);
    }
}
