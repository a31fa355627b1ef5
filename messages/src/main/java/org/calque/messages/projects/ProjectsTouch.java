package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Marks a project as active, and starts it.
///
/// Source: API v2, `projects/touch`.
///
/// @param projectId the project
@Answers(Replies.Empty.class)
public record ProjectsTouch(String projectId) implements Request {}
