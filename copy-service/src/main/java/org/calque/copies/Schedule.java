package org.calque.copies;

import java.time.Instant;
import java.util.UUID;
import org.calque.messages.copies.CopySchedule;

/// A copy that is made again and again.
///
/// @param wish    what each run copies
/// @param nextDue when it is made next; null when it is paused or has ended
/// @param lastDue for which time it was made last; null when it never was
/// @param runs    how often it was made
/// @param missed  times that nothing was made for
record Schedule(
        UUID id,
        UUID account,
        CopyWish wish,
        String cron,
        String timeZone,
        State state,
        Instant created,
        Instant nextDue,
        Instant lastDue,
        UUID lastCopy,
        long runs,
        long missed) {

    enum State {
        ACTIVE,
        PAUSED,
        ENDED;

        String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String wireName) {
            return valueOf(wireName.toUpperCase(java.util.Locale.ROOT));
        }
    }

    CopySchedule reply() {
        return new CopySchedule(
                id,
                state.wireName(),
                cron,
                timeZone,
                wish.source(),
                wish.sourcePath(),
                wish.target(),
                wish.targetPath(),
                wish.overwriteNewer(),
                wish.deleteMissing(),
                wish.backup(),
                wish.timeout(),
                wish.bwlimit(),
                wish.exclude().isEmpty() ? null : wish.exclude(),
                created,
                nextDue,
                lastDue,
                lastCopy,
                runs,
                missed);
    }
}
