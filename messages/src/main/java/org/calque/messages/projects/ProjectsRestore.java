package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Takes back a deletion.
///
/// Source: API v2, `projects/restore`.
///
/// @param projectId the project
@Answers(Replies.Ok.class)
public record ProjectsRestore(String projectId) implements Request {}
