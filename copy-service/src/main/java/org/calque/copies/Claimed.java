package org.calque.copies;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A copy that a worker of this replica has won.
///
/// @param fence how often it was claimed by now; only the newest claim may end it
record Claimed(
        UUID id,
        UUID sourceProjectId,
        String sourcePath,
        UUID targetProjectId,
        String targetPath,
        boolean overwriteNewer,
        boolean deleteMissing,
        boolean backup,
        boolean isPublic,
        Double timeout,
        String bwlimit,
        List<String> exclude,
        Instant due,
        long fence) {}
