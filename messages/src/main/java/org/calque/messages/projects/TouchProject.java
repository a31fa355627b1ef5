package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Says that the caller is active in a project, and starts it when it is at rest.
///
/// Source: API v1, `touch_project`.
///
/// @param projectId the project
@Answers(Replies.Success.class)
public record TouchProject(@Required String projectId) implements Request {}
