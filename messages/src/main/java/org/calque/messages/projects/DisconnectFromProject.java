package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Drops connections between the server and a project. A help for debugging, without visible effect.
///
/// Source: API v1, `disconnect_from_project`.
///
/// @param projectId the project
@Answers(Replies.Success.class)
public record DisconnectFromProject(@Required String projectId) implements Request {}
