package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// An account came to a project, left it, or is something else in it.
///
/// @param projectId the project
/// @param accountId who
/// @param group     `owner`, `collaborator` or `viewer`; null for somebody who has left
/// @param by        the account that did it
public record MembershipChanged(UUID projectId, UUID accountId, String group, UUID by) implements Fact {
    @Override
    public Topic topic() {
        return Topic.PROJECTS;
    }

    @Override
    public String key() {
        return projectId.toString();
    }
}
