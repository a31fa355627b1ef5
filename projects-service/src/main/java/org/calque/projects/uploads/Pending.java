package org.calque.projects.uploads;

import java.time.Instant;
import java.util.UUID;
import org.calque.messages.files.UploadState;

/// A file on its way in, piece by piece.
///
/// @param size   of the whole; null when it is not known
/// @param sha256 of the whole; null when it is not known
record Pending(
        UUID id,
        UUID projectId,
        String path,
        Long size,
        byte[] sha256,
        String ifMatch,
        String ifNoneMatch,
        Instant created,
        Instant expires) {

    /// Under which name what has come lies in the home.
    String draft() {
        return id.toString();
    }

    UploadState state(long offset) {
        return new UploadState(id, path, offset, size, created, expires);
    }

    Pending until(Instant expires) {
        return new Pending(id, projectId, path, size, sha256, ifMatch, ifNoneMatch, created, expires);
    }
}
