package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Changes title, description or name of a project. Empty strings change nothing.
///
/// Source: API v2, `projects/update`.
///
/// @param projectId   the project
/// @param title       new title
/// @param description new description
/// @param name        new name, for the owner
/// @param accountId   in whose place, for administrators
@Answers(Replies.Ok.class)
public record ProjectsUpdate(String projectId, String title, String description, String name, String accountId)
        implements Request {}
