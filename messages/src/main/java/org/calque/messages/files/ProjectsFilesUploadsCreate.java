package org.calque.messages.files;

import org.calque.messages.Allowed;
import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// Begins an upload in pieces. Nothing is to be seen at the path before it is finished.
///
/// Source: Calque's own addition to API v2, `projects/files/uploads/create`.
///
/// @param projectId   the project
/// @param path        the file that it will become, relative to the home folder or absolute
/// @param size        bytes of the whole file, where known
/// @param reprDigest  `sha-256=:<base64>:` of the whole file, to be checked at the end
/// @param ifMatch     etag of the file that is to be replaced; any other is left alone
/// @param ifNoneMatch `*` when a file that is there is not to be replaced
@Answers(UploadState.class)
public record ProjectsFilesUploadsCreate(
        String projectId,
        @Allowed(longest = 4096) String path,
        @Unit("bytes") @Allowed(from = 0) Long size,
        @Allowed(longest = 1000) String reprDigest,
        @Allowed(longest = 1000) String ifMatch,
        @Allowed(longest = 1000) String ifNoneMatch)
        implements Request {}
