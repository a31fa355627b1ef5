package org.calque.messages.projects;

import java.util.UUID;
import org.calque.messages.Request;

/// Lists who works on a project.
///
/// Source: API v2, `projects/collaborators/list`.
///
/// @param projectId the project
public record ProjectsCollaboratorsList(String projectId) implements Request {
    /// One of them; the list is answered bare.
    public record Item(UUID accountId, String firstName, String lastName) {}
}
