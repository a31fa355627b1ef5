package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// A row that belongs to a project has changed, in a table of the query language other than that of the projects.
///
/// @param table     the table, such as `public_paths`
/// @param projectId the project
public record RowChanged(String table, UUID projectId) implements Fact {
    @Override
    public Topic topic() {
        return Topic.PROJECTS;
    }

    @Override
    public String key() {
        return projectId.toString();
    }
}
