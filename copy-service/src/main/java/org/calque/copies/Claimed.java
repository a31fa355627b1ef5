package org.calque.copies;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A copy that a worker of this replica has won.
///
/// @param turn        of this claim; only the newest claim may touch the target and end the copy
/// @param attempts    1 the first time; more when workers were lost, of whom something may still be alive
/// @param isAskedAgain whether who asked for it may have lost the right to it since
/// @param lastWord    with what it is only to be ended; null when it is to be made
record Claimed(
        UUID id,
        UUID account,
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
        boolean isAskedAgain,
        long turn,
        int attempts,
        String lastWord) {

    /// A copy that nobody is to make, only to look at.
    static Claimed unclaimed(Copy copy) {
        return new Claimed(
                copy.id,
                copy.requestedBy,
                copy.sourceProjectId,
                copy.sourcePath,
                copy.targetProjectId,
                copy.targetPath,
                copy.overwriteNewer,
                copy.deleteMissing,
                copy.backup,
                copy.isPublic,
                copy.timeout,
                copy.bwlimit,
                copy.exclude == null ? List.of() : List.of(copy.exclude),
                copy.due,
                false,
                0,
                0,
                null);
    }

    /// Whether nothing is to be copied any more, see [Life#isOnlyToEnd].
    boolean isOnlyToEnd() {
        return lastWord != null;
    }

    Claimed as(CopyState claimed, String last) {
        return new Claimed(
                id,
                account,
                sourceProjectId,
                sourcePath,
                targetProjectId,
                targetPath,
                overwriteNewer,
                deleteMissing,
                backup,
                isPublic,
                timeout,
                bwlimit,
                exclude,
                due,
                isAskedAgain,
                claimed.turn(),
                claimed.attempts(),
                last);
    }

    Lane lane() {
        return new Lane(id, account, sourceProjectId, targetProjectId);
    }
}
