package org.calque.local;

import java.time.Duration;
import java.time.Instant;

/// How long to wait before a part is started again: not at all the first time, then longer and longer.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration GOOD_RUN = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 6;
    private Instant began = Instant.EPOCH;
    private int failures;

    /// A run of the part begins.
    void began(Instant now) {
        began = now;
    }

    int failures() {
        return failures;
    }

    /// A run has ended; a good long one lets the next pauses begin anew.
    Duration pause(Instant now) {
        if (Duration.between(began, now).compareTo(GOOD_RUN) > 0) {
            failures = 0;
        }
        failures++;
        if (failures == 1) {
            return Duration.ZERO;
        }
        var pause = FIRST.multipliedBy(1L << Math.min(failures - 2, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
