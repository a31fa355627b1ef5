package org.calque.messages.facts;

import java.util.List;
import java.util.UUID;
import org.calque.messages.Fact;

/// What is known of a project has changed.
///
/// @param projectId its id
/// @param fields    names of the columns that were set, such as `title`
/// @param by        the account or project that did it
public record ProjectChanged(UUID projectId, List<String> fields, UUID by) implements Fact {
    @Override
    public Topic topic() {
        return Topic.PROJECTS;
    }

    @Override
    public String key() {
        return projectId.toString();
    }
}
