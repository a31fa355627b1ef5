package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Adds an account to a project as a collaborator, or as a viewer who reads files and changes nothing. A viewer who is
/// added as a collaborator becomes one.
///
/// Source: API v2, `projects/collaborators/add`; `group` is an addition.
///
/// @param projectId the project
/// @param accountId whom
/// @param group     `collaborator`, which is the default, or `viewer`
@Answers(Replies.Ok.class)
public record ProjectsCollaboratorsAdd(String projectId, String accountId, String group) implements Request {}
