package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Marks a project as deleted and stops it; its files stay.
///
/// Source: API v2, `projects/delete`.
///
/// @param projectId the project
@Answers(Replies.Ok.class)
public record ProjectsDelete(String projectId) implements Request {}
