package org.calque.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How long something took, again and again.
final class Times {
    private final List<Long> nanos = new ArrayList<>();

    interface Work {
        void run() throws IOException, InterruptedException;
    }

    void take(Work work) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        work.run();
        add(System.nanoTime() - begin);
    }

    void add(long duration) {
        nanos.add(duration);
    }

    Spread spread() {
        var sorted = nanos.stream().sorted().toList();
        return new Spread(at(sorted, 0.5), at(sorted, 0.99));
    }

    private static double at(List<Long> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.floor(part * sorted.size())))
                / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
