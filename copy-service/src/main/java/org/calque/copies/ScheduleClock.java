package org.calque.copies;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks at schedules when the next of them is due, and now and then in case that another replica has got one that is
/// due earlier.
@ApplicationScoped
class ScheduleClock {
    private static final Logger LOG = Logger.getLogger(ScheduleClock.class);
    private static final Duration EXPIRY_CHECK = Duration.ofMinutes(10);

    private final Schedules schedules;
    private final Workers workers;
    private final CopyLimits limits;
    private final Semaphore earlier = new Semaphore(0);
    private volatile boolean stopping;
    private volatile Instant wakesAt = Instant.MAX;
    private boolean troubled;
    private long expiredAtNanos = System.nanoTime();

    ScheduleClock(Schedules schedules, Workers workers, CopyLimits limits) {
        this.schedules = schedules;
        this.workers = workers;
        this.limits = limits;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofPlatform().name("copies-schedules").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
        earlier.release();
    }

    /// A schedule is due at this time.
    void added(Instant due) {
        if (due.isBefore(wakesAt)) {
            earlier.release();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                // What is added from here on wakes the clock, whatever the database tells now.
                wakesAt = Instant.MAX;
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
        try {
            int looked = schedules.run();
            if (looked > 0) {
                workers.wake();
            }
            if (System.nanoTime() - expiredAtNanos >= EXPIRY_CHECK.toNanos()) {
                expiredAtNanos = System.nanoTime();
                schedules.expire();
            }
            troubled = false;
            var next = looked == Schedules.BATCH
                    ? Duration.ZERO
                    : schedules.untilNextDue().orElse(limits.sweep());
            return next.compareTo(limits.sweep()) < 0 ? next : limits.sweep();
        } catch (SQLException | RuntimeException failure) {
            if (!troubled) {
                LOG.warnf("schedules wait, they cannot be read: %s", failure.getMessage());
            }
            troubled = true;
            return limits.sweep();
        }
    }
}
