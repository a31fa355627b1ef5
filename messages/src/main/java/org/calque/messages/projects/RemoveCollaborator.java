package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Removes an account from a project. An owner stays, and nothing is said about it.
///
/// Source: API v1, `remove_collaborator`.
///
/// @param projectId the project
/// @param accountId whom
@Answers(Replies.Success.class)
public record RemoveCollaborator(
        @Required String projectId, @Required String accountId) implements Request {}
