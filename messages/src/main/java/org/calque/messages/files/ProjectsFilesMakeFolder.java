package org.calque.messages.files;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Makes a folder and all that are missing above it. One that is there already is left as it is.
///
/// Source: Calque's own addition to API v2, `projects/files/make-folder`.
///
/// @param projectId the project
/// @param path      relative to the home folder or absolute
@Answers(Replies.Ok.class)
public record ProjectsFilesMakeFolder(String projectId, String path) implements Request {}
