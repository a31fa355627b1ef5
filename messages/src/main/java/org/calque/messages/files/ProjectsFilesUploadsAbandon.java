package org.calque.messages.files;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Drops an upload and what has arrived of it.
///
/// Source: Calque's own addition to API v2, `projects/files/uploads/abandon`.
///
/// @param projectId the project
/// @param uploadId  the upload
@Answers(Replies.Ok.class)
public record ProjectsFilesUploadsAbandon(String projectId, String uploadId) implements Request {}
