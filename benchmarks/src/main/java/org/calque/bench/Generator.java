package org.calque.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.calque.bench.Connections.Connection;

/// Load on one target, in two ways that answer two questions: how much it can do, and how long a caller waits while it
/// is not overloaded.
final class Generator {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(120);
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final double NOTICEABLE = 1.03;
    private final Target target;
    private final int connections;

    Generator(Target target, int connections) {
        this.target = target;
        this.connections = connections;
    }

    /// Capacity: every connection sends its next request as soon as it has its answer.
    Measured capacity(Duration warmUp, Duration length) throws InterruptedException {
        try (var open = new Connections(target, connections)) {
            return new ClosedLoop(open, warmUp, length).run();
        }
    }

    /// Loads the target until it gets no faster, which tells that its compilers are done with what it needs; gives up
    /// after [#LONGEST_WARM_UP]. How fast a system is before that, right after its start, is another figure.
    void warmUp() throws InterruptedException {
        var end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        double best = 0;
        for (int noBetter = 0; noBetter < 3 && System.nanoTime() < end; ) {
            var now = capacity(Duration.ZERO, WINDOW).perSecond();
            noBetter = now > best * NOTICEABLE ? 0 : noBetter + 1;
            best = Math.max(best, now);
        }
    }

    /// Latency at a fixed rate of arrivals. A request counts from the moment it was meant to be sent, so that those
    /// which have to wait behind a stall show the stall too.
    Measured steady(double perSecond, Duration length) throws InterruptedException {
        try (var open = new Connections(target, connections)) {
            return new OpenLoop(open, perSecond, length).run();
        }
    }

    /// Every request of the target once, as fast as the connections take them. Returns when all are answered.
    Measured each() throws InterruptedException {
        try (var open = new Connections(target, connections)) {
            return new Batch(open, target.requests().size()).run();
        }
    }

    /// What all ways count.
    private abstract static class Run {
        final Connections open;
        final Histogram latency = Measured.histogram();
        final CompletableFuture<Void> over = new CompletableFuture<>();
        long failures;
        String oneFailure;

        private Run(Connections open) {
            this.open = open;
        }

        void count(long since, String failure) {
            latency.recordValue(Math.clamp(System.nanoTime() - since, 1, latency.getHighestTrackableValue()));
            if (failure != null) {
                failures++;
                oneFailure = failure;
            }
        }

        void await(Duration length) throws InterruptedException {
            try {
                over.get(length.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stuck) {
                open.thread()
                        .submit(() -> {
                            failures++;
                            oneFailure = "no answer within " + PATIENCE.toSeconds() + " s";
                        })
                        .sync();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static final class ClosedLoop extends Run {
        private final long warm;
        private final long begin;
        private final long end;
        private int running;
        private long counted;

        private ClosedLoop(Connections open, Duration warmUp, Duration length) {
            super(open);
            this.warm = System.nanoTime();
            this.begin = warm + warmUp.toNanos();
            this.end = begin + length.toNanos();
        }

        private Measured run() throws InterruptedException {
            open.thread()
                    .execute(() -> open.all().forEach(it -> {
                        running++;
                        next(it);
                    }));
            await(Duration.ofNanos(end - warm));
            return new Measured(counted * 1e9 / (end - begin), latency, failures, oneFailure);
        }

        private void next(Connection connection) {
            var sent = System.nanoTime();
            connection.send((same, failure) -> {
                var now = System.nanoTime();
                if (failure != null || now >= begin && now < end) {
                    count(sent, failure);
                    counted += failure == null ? 1 : 0;
                }
                if (now < end && failure == null) {
                    next(same);
                } else if (--running == 0) {
                    over.complete(null);
                }
            });
        }
    }

    private static final class OpenLoop extends Run {
        private final double perSecond;
        private final long requests;
        private final ArrayDeque<Connection> idle = new ArrayDeque<>();
        private final ArrayDeque<Long> waiting = new ArrayDeque<>();
        private long answered;
        private long lastAnswer;

        private OpenLoop(Connections open, double perSecond, Duration length) {
            super(open);
            this.perSecond = perSecond;
            this.requests = Math.max(1, Math.round(perSecond * length.toNanos() / 1e9));
        }

        private Measured run() throws InterruptedException {
            idle.addAll(open.all());
            var begin = System.nanoTime();
            for (long i = 0; i < requests; i++) {
                var intended = begin + Math.round(i * 1e9 / perSecond);
                for (long left = intended - System.nanoTime(); left > 0; left = intended - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                open.thread().execute(() -> arrive(intended));
            }
            await(Duration.ZERO);
            return new Measured(answered * 1e9 / Math.max(1, lastAnswer - begin), latency, failures, oneFailure);
        }

        private void arrive(long intended) {
            var free = idle.poll();
            if (free == null) {
                waiting.add(intended);
            } else {
                send(free, intended);
            }
        }

        private void send(Connection connection, long intended) {
            connection.send((same, failure) -> {
                count(intended, failure);
                lastAnswer = System.nanoTime();
                if (++answered == requests) {
                    over.complete(null);
                }
                var next = waiting.poll();
                if (next == null) {
                    idle.add(same);
                } else {
                    send(same, next);
                }
            });
        }
    }

    private static final class Batch extends Run {
        private static final Duration LONGEST = Duration.ofMinutes(1);
        private final int count;
        private int sent;
        private int answered;

        private Batch(Connections open, int count) {
            super(open);
            this.count = count;
        }

        private Measured run() throws InterruptedException {
            var begin = System.nanoTime();
            open.thread().execute(() -> open.all().forEach(this::next));
            await(LONGEST);
            return new Measured(answered * 1e9 / (System.nanoTime() - begin), latency, failures, oneFailure);
        }

        private void next(Connection connection) {
            if (sent == count) {
                return;
            }
            sent++;
            var begin = System.nanoTime();
            connection.send((same, failure) -> {
                count(begin, failure);
                if (++answered == count) {
                    over.complete(null);
                } else {
                    next(same);
                }
            });
        }
    }
}
