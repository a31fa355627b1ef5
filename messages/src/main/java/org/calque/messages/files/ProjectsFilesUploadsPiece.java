package org.calque.messages.files;

import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;
import org.calque.messages.Unit;

/// Adds the body to an upload: bytes from `offset` on, or those that `Content-Range` names.
///
/// Source: Calque's own addition to API v2, `PUT projects/files/uploads/piece`.
///
/// @param projectId the project
/// @param uploadId  the upload
/// @param offset    where the piece begins; not needed with `Content-Range`
@Answers(UploadState.class)
public record ProjectsFilesUploadsPiece(
        @Required String projectId,
        @Required String uploadId,
        @Unit("bytes") Long offset) implements Request {}
