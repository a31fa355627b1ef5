package org.calque.copies;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// Runs copies. What comes in are hints that copies wait for a project; a worker that is free claims the first of them.
/// A hint too many costs one look at the queue, a hint too few is made up for by the next sweep.
@ApplicationScoped
class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final int MOST_HINTS = 100_000;
    private static final long FIRST_PATIENCE_MILLIS = 100;
    private static final long LONGEST_PATIENCE_MILLIS = 2_000;
    private static final long FAREWELL_SECONDS = 5;

    private final CopyQueue queue;
    private final CopyRunner runner;
    private final Endings endings;
    private final CopyLimits limits;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final LinkedHashSet<UUID> hints = new LinkedHashSet<>();
    private int busy;

    private final Cache<UUID, Boolean> handedOver = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
    private final Map<UUID, Work> running = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /// A copy in the hands of a worker of this replica.
    private static final class Work {
        private final Claimed job;
        private final Stop stop = new Stop();
        private volatile long leasedAtNanos = System.nanoTime();

        Work(Claimed job) {
            this.job = job;
        }
    }

    Workers(CopyQueue queue, CopyRunner runner, Endings endings, CopyLimits limits) {
        this.queue = queue;
        this.runner = runner;
        this.endings = endings;
        this.limits = limits;
    }

    /// A copy was queued in this process: no need to wait until Kafka says so.
    void handOver(UUID copy, UUID target) {
        handedOver.put(copy, true);
        offer(target);
    }

    /// Kafka says that a copy was queued.
    void announced(UUID copy, UUID target) {
        if (handedOver.asMap().remove(copy) == null) {
            offer(target);
        }
    }

    /// Copies into this project may be waiting.
    void offer(UUID target) {
        lock.lock();
        try {
            if (stopping.getCount() == 0 || hints.size() >= MOST_HINTS || !hints.add(target)) {
                return;
            }
            if (busy < limits.workers()) {
                busy++;
                Thread.ofVirtual().name("copies-", busy).start(this::workWhileThereAreHints);
            }
        } finally {
            lock.unlock();
        }
    }

    /// A copy was deleted: whoever works on it here stops.
    void letGo(UUID copy) {
        Optional.ofNullable(running.get(copy)).ifPresent(work -> work.stop.now(Stop.Reason.DELETED));
    }

    /// Renews the leases of all that runs here, and stops what another worker may have by now.
    void renewLeases() {
        if (running.isEmpty()) {
            return;
        }
        var before = List.copyOf(running.values());
        long now = System.nanoTime();
        try {
            var held = queue.renew(before.stream().map(it -> it.job.id()).toList());
            for (Work work : before) {
                if (held.contains(Map.entry(work.job.id(), work.job.fence()))) {
                    work.leasedAtNanos = now;
                } else {
                    work.stop.now(Stop.Reason.LOST);
                }
            }
        } catch (SQLException | RuntimeException failure) {
            LOG.warnf("leases cannot be renewed: %s", failure.getMessage());
            before.stream()
                    .filter(work -> System.nanoTime() - work.leasedAtNanos
                            >= limits.lease().toNanos() * 3 / 4)
                    .forEach(work -> work.stop.now(Stop.Reason.LOST));
        }
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        lock.lock();
        try {
            stopping.countDown();
            hints.clear();
            running.values().forEach(work -> work.stop.now(Stop.Reason.SHUTDOWN));
            long left = TimeUnit.SECONDS.toNanos(FAREWELL_SECONDS);
            while (busy > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void workWhileThereAreHints() {
        for (var target = nextHint(); target.isPresent(); target = nextHint()) {
            try {
                work(target.get());
            } catch (RuntimeException | Error surprise) {
                LOG.error("a worker of copies stumbled", surprise);
            }
        }
    }

    private Optional<UUID> nextHint() {
        lock.lock();
        try {
            if (hints.isEmpty()) {
                busy--;
                idle.signalAll();
                return Optional.empty();
            }
            return Optional.of(hints.removeFirst());
        } finally {
            lock.unlock();
        }
    }

    private void work(UUID target) {
        var claimed = claim(target);
        if (claimed.isPresent()) {
            var work = new Work(claimed.get());
            running.put(work.job.id(), work);
            try {
                end(work, runner.run(work.job, work.stop));
            } finally {
                running.remove(work.job.id(), work);
            }
            offer(target);
        }
    }

    private Optional<Claimed> claim(UUID target) {
        try {
            return queue.claim(target);
        } catch (SQLException failure) {
            if (!CopyQueue.wonByAnother(failure)) {
                LOG.warnf("no copy can be claimed: %s", failure.getMessage());
                awaitStopFor(FIRST_PATIENCE_MILLIS);
            }
            return Optional.empty();
        } catch (RuntimeException failure) {
            LOG.warnf("no copy can be claimed: %s", failure.getMessage());
            awaitStopFor(FIRST_PATIENCE_MILLIS);
            return Optional.empty();
        }
    }

    private void end(Work work, Optional<String> error) {
        long patience = FIRST_PATIENCE_MILLIS;
        while (!tryToEnd(work, error)) {
            if (awaitStopFor(patience)) {
                return;
            }
            patience = Math.min(2 * patience, LONGEST_PATIENCE_MILLIS);
        }
    }

    /// The row says how it ended, or that this worker has no more say.
    private boolean tryToEnd(Work work, Optional<String> error) {
        try {
            switch (work.stop.reason().orElse(null)) {
                case null -> {
                    if (queue.finish(work.job, error.orElse(null))) {
                        endings.ended(work.job.id(), error.orElse(null));
                    }
                }
                case SHUTDOWN -> queue.giveBack(work.job);
                case LOST, DELETED -> queue.letGo(work.job);
            }
            return true;
        } catch (SQLException | RuntimeException failure) {
            LOG.warnf("the end of copy %s cannot be kept yet: %s", work.job.id(), failure.getMessage());
            return false;
        }
    }

    private boolean awaitStopFor(long millis) {
        try {
            return stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
