package org.calque.local.stories.fuzz;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// How many calls there were of each operation, how long they took, and how many did what they asked for.
final class Tally {
    private static final int SLOWEST = 8;

    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final Map<Operation, Counts> operations = new ConcurrentHashMap<>();

    private record Counts(LongAdder calls, LongAdder done, LongAdder millis) {
        Counts() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }

        @Override
        public String toString() {
            return calls + " calls, " + done + " done, " + millis + " ms";
        }
    }

    void count(Operation operation, Reply reply, boolean done) {
        statuses.computeIfAbsent(reply.status(), any -> new LongAdder()).increment();
        var counts = operations.computeIfAbsent(operation, any -> new Counts());
        counts.calls().increment();
        counts.millis().add(reply.took().toMillis());
        if (done) {
            counts.done().increment();
        }
    }

    /// Those that were carried out at least once.
    Set<Operation> done() {
        return operations.entrySet().stream()
                .filter(it -> it.getValue().done().sum() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Set<Operation> called() {
        return operations.keySet();
    }

    String summary(Duration took) {
        var slowest = operations.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((one, other) ->
                        Long.compare(other.millis().sum(), one.millis().sum())))
                .limit(SLOWEST)
                .map(it -> "\n    " + it.getKey() + ": " + it.getValue())
                .collect(Collectors.joining());
        long done =
                operations.values().stream().mapToLong(it -> it.done().sum()).sum();
        return "fuzz: " + took.toSeconds() + " s; statuses " + new TreeMap<>(statuses) + "; " + done
                + " done as asked, of " + done().size() + " operations; the longest in all:" + slowest;
    }
}
