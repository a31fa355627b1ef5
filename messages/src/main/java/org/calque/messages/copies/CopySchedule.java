package org.calque.messages.copies;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Reply;

/// A copy that is made again and again.
///
/// @param state      `active`, `paused` or `ended`
/// @param nextDue    when it is made next; absent when it is not active
/// @param lastDue    for which time it was made last; absent when it never was
/// @param lastCopyId the copy that this was; `projects/copy-path-status` tells of it
/// @param runs       how often it was made
/// @param missed     how many times passed by while the service was down; of those that pass by in one go, one is
///                   made up for
public record CopySchedule(
        UUID scheduleId,
        String state,
        String cron,
        String timeZone,
        UUID srcProjectId,
        String path,
        UUID targetProjectId,
        String targetPath,
        boolean overwriteNewer,
        boolean deleteMissing,
        boolean backup,
        Double timeout,
        String bwlimit,
        List<String> exclude,
        Instant created,
        Instant nextDue,
        Instant lastDue,
        UUID lastCopyId,
        long runs,
        long missed)
        implements Reply {}
