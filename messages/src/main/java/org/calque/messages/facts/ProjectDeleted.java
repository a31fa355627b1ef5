package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// A project was marked as deleted, or restored. Its files stay either way.
///
/// @param projectId its id
/// @param deleted   false when it was restored
/// @param by        the account that did it
public record ProjectDeleted(UUID projectId, boolean deleted, UUID by) implements Fact {
    @Override
    public Topic topic() {
        return Topic.PROJECTS;
    }

    @Override
    public String key() {
        return projectId.toString();
    }
}
