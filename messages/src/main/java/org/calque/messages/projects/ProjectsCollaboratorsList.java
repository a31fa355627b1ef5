package org.calque.messages.projects;

import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists who works on a project.
///
/// Source: API v2, `projects/collaborators/list`.
///
/// @param projectId the project
@Answers(value = ProjectsCollaboratorsList.Item.class, listed = true)
public record ProjectsCollaboratorsList(String projectId) implements Request {
    /// One of them; the list is answered bare.
    public record Item(UUID accountId, String firstName, String lastName) {}
}
