package org.calque.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What one run came to.
///
/// @param perSecond  answers per second
/// @param latency    nanoseconds
/// @param failures   answers that were none, and requests without an answer
/// @param oneFailure the first of them, for people
record Measured(double perSecond, Histogram latency, long failures, String oneFailure) {

    /// Long enough for whatever stalls, three digits exact.
    static Histogram histogram() {
        return new Histogram(TimeUnit.MINUTES.toNanos(5), 3);
    }

    double p50() {
        return latency.getValueAtPercentile(50) / 1e6;
    }

    double p99() {
        return latency.getValueAtPercentile(99) / 1e6;
    }
}
