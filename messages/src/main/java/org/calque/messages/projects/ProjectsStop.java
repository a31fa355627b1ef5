package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Stops a project and every process in it.
///
/// Source: API v2, `projects/stop`.
///
/// @param projectId the project
@Answers(Replies.Ok.class)
public record ProjectsStop(String projectId) implements Request {}
