package org.calque.copies.events;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// The end of the log of events, as this replica knows it. Facts are hints that there is more; what they do not tell of
/// is found by looking now and then.
@ApplicationScoped
public class EventTail {
    private static final Logger LOG = Logger.getLogger(EventTail.class);
    private static final Duration EXPIRY_CHECK = Duration.ofMinutes(1);

    private final EventLog log;
    private final EventSettings settings;
    private final List<Consumer<Set<UUID>>> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore hints = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile long position;
    private boolean troubled;
    private long expiredAtNanos = System.nanoTime();

    EventTail(EventLog log, EventSettings settings) {
        this.log = log;
        this.settings = settings;
    }

    /// The listener hears of whom there is something new.
    public void listen(Consumer<Set<UUID>> listener) {
        listeners.add(listener);
    }

    /// There may be more in the log.
    public void hint() {
        hints.release();
    }

    /// All events up to here are in the log.
    public long position() {
        return position;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofPlatform().name("copies-events").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping.countDown();
        hints.release();
    }

    private void run() {
        try {
            while (!stopping.await(settings.shortestPause().toNanos(), TimeUnit.NANOSECONDS)) {
                hints.tryAcquire(settings.lookAnyway().toNanos(), TimeUnit.NANOSECONDS);
                hints.drainPermits();
                look();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            long end = log.number();
            if (end != position) {
                var accounts = log.accounts(position, end);
                position = end;
                listeners.forEach(it -> it.accept(accounts));
            }
            if (System.nanoTime() - expiredAtNanos >= EXPIRY_CHECK.toNanos()
                    && !log.expire(settings.keep(), settings.most())) {
                expiredAtNanos = System.nanoTime();
            }
            troubled = false;
        } catch (SQLException | RuntimeException failure) {
            if (!troubled) {
                LOG.warnf("events of copies are not told, their log cannot be read: %s", failure.getMessage());
            }
            troubled = true;
        }
    }
}
