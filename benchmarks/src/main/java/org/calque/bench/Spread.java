package org.calque.bench;

import org.HdrHistogram.Histogram;

/// How long something took, in milliseconds: for most, and for the slowest but one in a hundred.
record Spread(double p50, double p99) {
    static Spread of(Histogram nanos) {
        return new Spread(nanos.getValueAtPercentile(50) / 1e6, nanos.getValueAtPercentile(99) / 1e6);
    }

    String p99Text() {
        return text(p99);
    }

    @Override
    public String toString() {
        return text(p50) + " / " + text(p99);
    }

    private static String text(double millis) {
        return millis < 0.1 ? Table.number(millis * 1000) + " µs" : Table.number(millis) + " ms";
    }
}
