package org.calque.copies;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.calque.copies.CopyQueue.Return;
import org.calque.copies.Returns.Noted;
import org.jboss.logging.Logger;

/// Claims copies for the places that are free here, and runs them. What comes in are hints that there may be work: a
/// hint too many costs one look at the queue, a hint too few is made up for by the next sweep.
@ApplicationScoped
class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final long FIRST_PATIENCE_MILLIS = 100;
    private static final long LONGEST_PATIENCE_MILLIS = 2_000;
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

    /// Of the dispatcher alone, and of who stops it afterwards.
    private List<Noted> unwritten = List.of();

    private boolean claimsApart;

    /// Copies wait in the kernel, so each has a thread of the system: a virtual one would keep others from running.
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("copy-", 1).daemon().factory());

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
            noteProgress(before);
        } catch (SQLException | RuntimeException failure) {
            LOG.warnf("leases cannot be renewed: %s", failure.getMessage());
            before.stream()
                    .filter(work -> System.nanoTime() - work.leasedAtNanos
                            >= limits.lease().toNanos() * 3 / 4)
                    .forEach(work -> work.stop.now(Stop.Reason.LOST));
        }
    }

    private void noteProgress(List<Work> works) throws SQLException {
        var reached = new HashMap<Claimed, Progress.Reached>();
        works.forEach(work -> work.stop.progress().news().ifPresent(it -> reached.put(work.job, it)));
        if (!reached.isEmpty()) {
            queue.note(reached);
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
            turnOverAll();
        }
    }

    private void dispatch() {
        try {
            while (stopping.getCount() > 0) {
                hints.acquire();
                hints.drainPermits();
                turnOverAll();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes down all that has come back and claims for all places that are free. What cannot be written down is
    /// tried again until it can, or this replica stops.
    private void turnOverAll() throws InterruptedException {
        long patience = FIRST_PATIENCE_MILLIS;
        for (boolean goOn = true; goOn; ) {
            if (unwritten.isEmpty()) {
                unwritten = returns.take();
            }
            try {
                goOn = turnOver();
                patience = FIRST_PATIENCE_MILLIS;
            } catch (SQLException | RuntimeException failure) {
                claimsApart = true;
                if (!CopyQueue.wonByAnother(failure)) {
                    LOG.warnf(
                            "%d ends of copies wait, and no copy can be claimed: %s",
                            unwritten.size(), failure.getMessage());
                    goOn = !stopping.await(patience, TimeUnit.MILLISECONDS);
                    patience = Math.min(2 * patience, LONGEST_PATIENCE_MILLIS);
                }
            }
        }
    }

    /// @return whether there was anything to do, so that there may be more
    private boolean turnOver() throws SQLException {
        var returned = unwritten.stream().map(Noted::back).toList();
        var free = mayClaim(returned) ? places.availablePermits() : 0;
        if (free == 0 && returned.isEmpty()) {
            return false;
        }
        var turned = queue.turnOver(returned, rota, lanesBut(returned), free);
        claimsApart = false;
        returns.written(unwritten, turned.ended());
        unwritten = List.of();
        turned.won().forEach(this::begin);
        return !returned.isEmpty() || !turned.won().isEmpty();
    }

    /// After a claim that failed, ends are written down for themselves: they do not depend on the luck of a claim.
    private boolean mayClaim(List<Return> returned) {
        return stopping.getCount() > 0 && (returned.isEmpty() || !claimsApart);
    }

    private List<Lane> lanesBut(List<Return> returned) {
        var lanes = new HashMap<UUID, Lane>();
        running.forEach((copy, work) -> lanes.put(copy, work.job.lane()));
        returned.forEach(back -> lanes.remove(back.job().id()));
        return List.copyOf(lanes.values());
    }

    private void begin(Claimed job) {
        places.acquireUninterruptibly();
        var work = new Work(job);
        running.put(job.id(), work);
        threads.execute(() -> run(work));
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
            returns.put(
                    work.job,
                    stopped.isPresent() ? whenStopped(stopped.get()) : ending,
                    () -> running.remove(work.job.id(), work));
            places.release();
            wake();
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
