package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Writes a text file into a project.
///
/// Source: API v2, `projects/write-text-file`.
///
/// @param projectId the project
/// @param path      relative to the home folder or absolute
/// @param content   the new text
@Answers(Replies.Ok.class)
public record ProjectsWriteTextFile(String projectId, String path, String content) implements Request {}
