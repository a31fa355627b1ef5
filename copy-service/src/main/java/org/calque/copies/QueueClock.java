package org.calque.copies;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Queues scheduled copies when their time has come, sweeps up what lost signals left behind, and keeps the leases
/// of this replica alive. It sleeps until the next time that matters, and a copy that is due earlier wakes it.
@ApplicationScoped
class QueueClock {
    private static final Logger LOG = Logger.getLogger(QueueClock.class);
    private static final Duration EXPIRY_CHECK = Duration.ofMinutes(1);
    private static final int RENEWALS_PER_LEASE = 4;

    /// After a copy was queued, those that are due within this time are queued together: the transaction, the facts and
    /// the claims of hundreds a second cost that much less.
    private static final Duration GATHERED = Duration.ofMillis(10);

    private final CopyQueue queue;
    private final Workers workers;
    private final CopyLimits limits;
    private final Semaphore earlier = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Instant wakesAt = Instant.MAX;
    private boolean troubled;
    private long sweptAtNanos;
    private long expiredAtNanos;

    QueueClock(CopyQueue queue, Workers workers, CopyLimits limits) {
        this.queue = queue;
        this.workers = workers;
        this.limits = limits;
        this.sweptAtNanos = System.nanoTime() - limits.sweep().toNanos();
        this.expiredAtNanos = System.nanoTime();
    }

    void start(@Observes StartupEvent started) {
        Thread.ofPlatform().name("copies-clock").daemon().start(this::runClock);
        Thread.ofPlatform().name("copies-leases").daemon().start(this::runLeases);
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping.countDown();
        earlier.release();
    }

    /// A copy was scheduled for this time.
    void added(Instant due) {
        if (due.isBefore(wakesAt)) {
            earlier.release();
        }
    }

    private void runClock() {
        try {
            while (stopping.getCount() > 0) {
                var sleep = tick();
                wakesAt = Instant.now().plus(sleep);
                earlier.tryAcquire(sleep.toNanos(), TimeUnit.NANOSECONDS);
                earlier.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration tick() {
        // A copy that is added from here on wakes the clock, whatever the database tells now.
        wakesAt = Instant.MAX;
        try {
            int queued = queue.queueDue();
            if (queued > 0) {
                workers.wake();
            }
            sweepNowAndThen();
            if (queued == CopyQueue.BATCH) {
                return Duration.ZERO;
            }
            var next = queue.untilNextDue().orElse(limits.sweep());
            troubled = false;
            var soonest = queued > 0 ? GATHERED : Duration.ZERO;
            return next.compareTo(soonest) < 0 ? soonest : next.compareTo(limits.sweep()) < 0 ? next : limits.sweep();
        } catch (SQLException | RuntimeException failure) {
            if (!troubled) {
                LOG.warnf("scheduled copies wait, the queue cannot be read: %s", failure.getMessage());
            }
            troubled = true;
            return limits.sweep();
        }
    }

    private void sweepNowAndThen() throws SQLException {
        long now = System.nanoTime();
        if (now - sweptAtNanos >= limits.sweep().toNanos()) {
            sweptAtNanos = now;
            queue.recoverLost();
            workers.wake();
        }
        if (now - expiredAtNanos >= EXPIRY_CHECK.toNanos() && queue.expire() < CopyQueue.BATCH) {
            expiredAtNanos = now;
        }
    }

    private void runLeases() {
        long pause = limits.lease().toMillis() / RENEWALS_PER_LEASE;
        try {
            while (!stopping.await(pause, TimeUnit.MILLISECONDS)) {
                workers.renewLeases();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
