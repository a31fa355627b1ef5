package org.calque.messages.files;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Tells how far an upload is.
///
/// Source: Calque's own addition to API v2, `projects/files/uploads/get`.
///
/// @param projectId the project
/// @param uploadId  the upload
@Answers(UploadState.class)
public record ProjectsFilesUploadsGet(String projectId, String uploadId) implements Request {}
