package org.calque.copies;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Claims copies for the places that are free here, and runs them. What comes in are hints that there may be work: a
/// hint too many costs one look at the queue, a hint too few is made up for by the next sweep.
@ApplicationScoped
class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final long PATIENCE_MILLIS = 100;
    private static final long FAREWELL_MILLIS = 5_000;

    private final CopyQueue queue;
    private final CopyRunner runner;
    private final Returns returns;
    private final CopyLimits limits;
    private final Rota rota;

    private final Semaphore hints = new Semaphore(0);
    private final Semaphore places;
    private final Map<UUID, Work> running = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Thread dispatcher;

    /// A copy in the hands of a worker of this replica.
    private static final class Work {
        private final Claimed job;
        private final Stop stop = new Stop();
        private volatile long leasedAtNanos = System.nanoTime();

        Work(Claimed job) {
            this.job = job;
        }
    }

    Workers(CopyQueue queue, CopyRunner runner, Returns returns, CopyLimits limits) {
        this.queue = queue;
        this.runner = runner;
        this.returns = returns;
        this.limits = limits;
        this.rota = new Rota(limits.workersPerAccount(), limits.workersPerProject());
        this.places = new Semaphore(limits.workers());
    }

    void start(@Observes StartupEvent started) {
        dispatcher = Thread.ofPlatform().name("copies-dispatch").daemon().start(this::dispatch);
    }

    /// Copies may be waiting.
    void wake() {
        hints.release();
    }

    /// A copy was deleted: whoever works on it here stops.
    void letGo(UUID copy) {
        var work = running.get(copy);
        if (work != null) {
            work.stop.now(Stop.Reason.DELETED);
        }
    }

    /// Renews the leases of all that runs here, tells the sandboxes so, and stops what another worker may have
    /// by now.
    void renewLeases() {
        if (running.isEmpty()) {
            return;
        }
        var before = List.copyOf(running.values());
        long now = System.nanoTime();
        try {
            var held = queue.renew(before.stream().map(it -> it.job).toList());
            for (Work work : before) {
                if (held.contains(Map.entry(work.job.id(), work.job.turn()))) {
                    work.leasedAtNanos = now;
                    work.stop.goOn();
                } else if (running.containsValue(work)) {
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
        stopping.countDown();
        wake();
        if (dispatcher != null) {
            dispatcher.join(FAREWELL_MILLIS);
        }
        running.values().forEach(work -> work.stop.now(Stop.Reason.SHUTDOWN));
        if (places.tryAcquire(limits.workers(), FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
            returns.flush(FAREWELL_MILLIS);
        }
    }

    private void dispatch() {
        try {
            while (stopping.getCount() > 0) {
                hints.acquire();
                hints.drainPermits();
                claimWhileThereIsRoom();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void claimWhileThereIsRoom() throws InterruptedException {
        for (int free = places.availablePermits(); free > 0 && stopping.getCount() > 0; ) {
            var claimed = claim(free);
            claimed.forEach(this::begin);
            free = claimed.isEmpty() ? 0 : places.availablePermits();
        }
    }

    private List<Claimed> claim(int free) throws InterruptedException {
        try {
            return queue.claim(
                    rota, running.values().stream().map(it -> it.job.lane()).toList(), free);
        } catch (SQLException | RuntimeException failure) {
            if (!CopyQueue.wonByAnother(failure)) {
                LOG.warnf("no copy can be claimed: %s", failure.getMessage());
                stopping.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            wake();
            return List.of();
        }
    }

    private void begin(Claimed job) {
        places.acquireUninterruptibly();
        var work = new Work(job);
        running.put(job.id(), work);
        Thread.ofVirtual().name("copy-", job.turn()).start(() -> run(work));
    }

    private void run(Work work) {
        Ending ending = new Ending.GivenBack(true);
        try {
            ending = runner.run(work.job, work.stop);
        } catch (Superseded late) {
            ending = superseded(work, late);
        } catch (RuntimeException | Error surprise) {
            LOG.error("a worker of copies stumbled", surprise);
        } finally {
            var stopped = work.stop.reason();
            places.release();
            returns.put(work.job, stopped.isPresent() ? whenStopped(stopped.get()) : ending, () -> {
                running.remove(work.job.id(), work);
                wake();
            });
        }
    }

    private static Ending whenStopped(Stop.Reason reason) {
        return switch (reason) {
            case SHUTDOWN -> new Ending.GivenBack(false);
            case LOST -> new Ending.GivenBack(true);
            case DELETED -> new Ending.LetGo();
        };
    }

    /// Either this worker comes late, then it has nothing to say; or the database was set back and gives out
    /// turns a second time, then it is to go on behind those that the files know of.
    private Ending superseded(Work work, Superseded late) {
        LOG.warnf("copy %s is left alone under turn %d: %s", work.job.id(), work.job.turn(), late.getMessage());
        try {
            if (!queue.renew(List.of(work.job)).isEmpty()) {
                queue.skipTurnsTo(late.turn());
            }
        } catch (SQLException | RuntimeException failure) {
            LOG.warnf("turns cannot be looked at: %s", failure.getMessage());
        }
        return new Ending.GivenBack(false);
    }
}
