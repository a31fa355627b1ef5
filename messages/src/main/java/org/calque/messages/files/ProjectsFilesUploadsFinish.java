package org.calque.messages.files;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Makes an upload the file that it was begun for, at once and whole.
///
/// Source: Calque's own addition to API v2, `projects/files/uploads/finish`.
///
/// @param projectId  the project
/// @param uploadId   the upload
/// @param reprDigest `sha-256=:<base64>:` of the whole file, when it was not given at the beginning
public record ProjectsFilesUploadsFinish(String projectId, String uploadId, String reprDigest) implements Request {
    /// The file that was written.
    ///
    /// @param reprDigest of its content, as `sha-256=:<base64>:`
    public record Written(String path, long size, String etag, String reprDigest) implements Reply {}
}
