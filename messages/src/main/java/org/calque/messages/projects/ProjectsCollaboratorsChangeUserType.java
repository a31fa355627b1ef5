package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Makes a collaborator an owner, or an owner a collaborator. A project keeps at least one owner.
///
/// Source: API v2, `projects/collaborators/change-user-type`.
///
/// @param projectId       the project
/// @param targetAccountId whom
/// @param newGroup        `owner` or `collaborator`
@Answers(Replies.Ok.class)
public record ProjectsCollaboratorsChangeUserType(String projectId, String targetAccountId, String newGroup)
        implements Request {}
