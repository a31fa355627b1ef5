package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// There is a new project.
///
/// @param projectId its id
/// @param ownerId   the account that made it
public record ProjectCreated(UUID projectId, UUID ownerId) implements Fact {
    @Override
    public Topic topic() {
        return Topic.PROJECTS;
    }

    @Override
    public String key() {
        return projectId.toString();
    }
}
