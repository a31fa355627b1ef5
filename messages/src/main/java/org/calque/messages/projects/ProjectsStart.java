package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Starts a project and waits until it runs.
///
/// Source: API v2, `projects/start`.
///
/// @param projectId the project
@Answers(Replies.Ok.class)
public record ProjectsStart(String projectId) implements Request {}
