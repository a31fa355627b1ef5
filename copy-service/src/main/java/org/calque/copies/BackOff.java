package org.calque.copies;

import java.time.Duration;

/// How long a copy waits for its next attempt when it was put off: twice as long each time, up to a bound.
///
/// @param most  how often a copy is put off
/// @param first the first wait
record BackOff(int most, Duration first, Duration longest) {
    /// @param times how often the copy was put off before
    Duration after(int times) {
        var wait = first.multipliedBy(1L << Math.min(times, 30));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
