package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Removes a collaborator from a project; owners stay.
///
/// Source: API v2, `projects/collaborators/remove`.
///
/// @param projectId the project
/// @param accountId whom
@Answers(Replies.Ok.class)
public record ProjectsCollaboratorsRemove(String projectId, String accountId) implements Request {}
