package org.calque.projects.life;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.calque.kit.Elsewhere;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.runtime.ProjectRuntime;
import org.jboss.logging.Logger;

/// Looks again and again: that the term of this replica is renewed, that nothing runs when it is not, that what is
/// noted
/// is true, and which projects are to start or to stop by themselves.
@ApplicationScoped
public class Watchman {
    private static final Logger LOG = Logger.getLogger(Watchman.class);
    private static final int LOOKS_AT_THE_CLOCK = 40;
    private static final int AT_ONCE = 500;
    private static final int STARTS_AT_ONCE = 8;

    private final Residence residence;
    private final ProjectRuntime runtime;
    private final Leases leases;
    private final Demand demand;
    private final ProjectsConfig config;
    private final ScheduledExecutorService rounds = Executors.newScheduledThreadPool(
            3, Thread.ofPlatform().name("life-", 0).daemon().factory());

    Watchman(Residence residence, ProjectRuntime runtime, Leases leases, Demand demand, ProjectsConfig config) {
        this.residence = residence;
        this.runtime = runtime;
        this.leases = leases;
        this.demand = demand;
        this.config = config;
    }

    /// Before anything else asks for a project. The three rounds do not wait for each other: the clock is watched even
    /// while the database says nothing.
    void begin(@Observes @Priority(1) StartupEvent started) {
        residence.tenure().beat();
        var lease = config.life().lease();
        every(lease.dividedBy(Tenure.RENEWALS), residence.tenure()::beat);
        every(lease.dividedBy(LOOKS_AT_THE_CLOCK), residence.tenure()::watch);
        every(config.life().lookEvery(), this::look);
    }

    private void every(Duration pause, Runnable round) {
        rounds.scheduleWithFixedDelay(() -> attempt(round), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void attempt(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException failure) {
            LOG.warnf("projects are looked after later: %s", failure.getMessage());
        }
    }

    /// One look at everything.
    void look() {
        leases.bury();
        residence.settle();
        leases.restAll(AT_ONCE);
        residence.noteRunningCommands();
        residence
                .tenure()
                .replicaNow()
                .ifPresent(replica ->
                        demand.unused(replica).forEach(it -> residence.stopIfUnused(it.projectId(), it.since())));
        startAlwaysRunning();
    }

    private void startAlwaysRunning() {
        if (!residence.tenure().isValid()) {
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var project : demand.toBeStarted(STARTS_AT_ONCE)) {
                threads.execute(() -> {
                    try {
                        residence.start(project);
                    } catch (Elsewhere faster) {
                        LOG.debugf("project %s was started by another replica", project.projectId());
                    } catch (RuntimeException failure) {
                        LOG.warnf("project %s is always to run, but: %s", project.projectId(), failure.getMessage());
                    }
                });
            }
        }
    }

    /// When the service is asked to stop, what runs may go on for a moment; then it is ended, its callers are answered,
    /// and other replicas may have the projects.
    void endCommands(@Observes ShutdownDelayInitiatedEvent asked) {
        CompletableFuture.delayedExecutor(config.exec().grace().toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::end);
    }

    /// After the last request was answered, before the database goes.
    void end(@Observes @Priority(1) ShutdownEvent ended) {
        rounds.shutdownNow();
        end();
    }

    private void end() {
        runtime.close();
        residence.tenure().end();
    }
}
