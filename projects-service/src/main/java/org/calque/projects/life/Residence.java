package org.calque.projects.life;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.calque.kit.Unavailable;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;
import org.calque.projects.life.Holdings.Held;
import org.calque.projects.life.Leases.Noted;
import org.calque.projects.life.Leases.Pause;
import org.calque.projects.runtime.ProjectRuntime;
import org.calque.projects.runtime.RuntimeUnavailable;
import org.jboss.logging.Logger;

/// The projects that run at this replica: nothing runs here without a lease, and no lease is kept without need. What a
/// project is in is noted beside its lease.
public final class Residence implements Tenure.Keeper {
    private static final Logger LOG = Logger.getLogger(Residence.class);
    private static final String LOST =
            "The project was stopped while it started, since this server has lost touch with its database. Try again.";
    private static final RuntimeState ENDED = RuntimeState.failed("The project has ended by itself.");

    private final ProjectRuntime runtime;
    private final Workspaces workspaces;
    private final ProjectsConfig config;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Holdings holdings;
    private final Leases leases;
    private final Tenure tenure;
    private final Pause pause;

    /// What the runtime may start now.
    private final Set<UUID> starting = ConcurrentHashMap.newKeySet();

    /// @param tenure is made for this keeper
    public Residence(
            ProjectRuntime runtime,
            Workspaces workspaces,
            ProjectsConfig config,
            Clock clock,
            LongSupplier nanoTime,
            Leases leases,
            Function<Tenure.Keeper, Tenure> tenure) {
        this.runtime = runtime;
        this.workspaces = workspaces;
        this.config = config;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.holdings = new Holdings(config.life().patience());
        this.leases = leases;
        this.tenure = tenure.apply(this);
        this.pause = new Pause(config.life().firstPause(), config.life().longestPause());
        runtime.startOnly(starting::contains);
    }

    public Tenure tenure() {
        return tenure;
    }

    /// Whether the project runs here. If so, it is in use from now on.
    public boolean use(UUID projectId) {
        var held = holdings.of(projectId);
        if (held == null || !tenure.holds(held.lease) || runtime.state(projectId) != ProjectRuntime.State.RUNNING) {
            return false;
        }
        held.lastUsed = clock.instant();
        return true;
    }

    /// Whether the project runs. To ask is not to use it.
    ///
    /// @throws org.calque.kit.Elsewhere when another replica has it
    public boolean runs(UUID projectId) {
        if (holdings.of(projectId) != null) {
            return runtime.state(projectId) == ProjectRuntime.State.RUNNING;
        }
        tenure.mustNotBeElsewhere(projectId);
        return false;
    }

    /// Starts the project unless it runs, and returns when it does.
    ///
    /// @throws org.calque.kit.Elsewhere when another replica has it
    /// @throws RuntimeUnavailable       when it cannot be started; the message is for the caller
    public void start(Standing project) {
        if (use(project.projectId())) {
            return;
        }
        holdings.alone(project.projectId(), () -> {
            if (!use(project.projectId())) {
                startAlone(project);
            }
        });
    }

    private void startAlone(Standing project) {
        var id = project.projectId();
        var taken = tenure.take(id);
        var held = new Held(taken.lease(), nanoTime.getAsLong(), clock.instant());
        holdings.put(id, held);
        starting.add(id);
        try {
            var quota = RunQuota.of(config, taken.settings(), taken.upgrades());
            runtime.start(workspaces.of(project, quota.limits(config)));
            if (!tenure.holds(held.lease) || !noted(held.lease, running(id), quota.toJson())) {
                throw new RuntimeUnavailable(LOST);
            }
        } catch (RuntimeException failure) {
            giveUp(held, failure);
            throw failure;
        } finally {
            starting.remove(id);
        }
    }

    private RuntimeState running(UUID projectId) {
        return RuntimeState.running(runtime.lack(projectId).orElse(null));
    }

    private void giveUp(Held held, RuntimeException failure) {
        var id = held.lease.projectId();
        var why = failure instanceof RuntimeUnavailable ? failure.getMessage() : "The project could not be started.";
        try {
            runtime.stop(id);
            leases.giveBack(held.lease, RuntimeState.failed(why), pause);
        } catch (RuntimeException another) {
            failure.addSuppressed(another);
        } finally {
            holdings.remove(id, held);
        }
    }

    /// A note that cannot be written now is written by the next [#settle].
    ///
    /// @return false when the lease has ended
    private boolean noted(Lease lease, RuntimeState state, String quota) {
        try {
            return leases.note(lease, state, quota);
        } catch (Unavailable unreachable) {
            LOG.warnf("project %s is %s, which is not noted yet", lease.projectId(), state.state());
            return true;
        }
    }

    /// Ends every process of the project. One that is at rest stays so.
    ///
    /// @throws org.calque.kit.Elsewhere when another replica has it
    public void stop(UUID projectId) {
        holdings.alone(projectId, () -> stopAlone(projectId));
    }

    private void stopAlone(UUID projectId) {
        var held = holdings.of(projectId);
        if (held != null) {
            end(held);
            return;
        }
        tenure.mustNotBeElsewhere(projectId);
        leases.rest(projectId);
    }

    private void end(Held held) {
        var id = held.lease.projectId();
        noted(held.lease, RuntimeState.STOPPING, null);
        runtime.stop(id);
        var wasHeld = leases.giveBack(held.lease, RuntimeState.OPENED, null);
        holdings.remove(id, held);
        if (!wasHeld) {
            tenure.mustNotBeElsewhere(id);
        }
    }

    /// @throws org.calque.kit.Elsewhere when another replica has the project
    public void mustNotBeElsewhere(UUID projectId) {
        if (!use(projectId)) {
            tenure.mustNotBeElsewhere(projectId);
        }
    }

    /// Stops the project and starts it anew. Calls that come while one of them waits share its start.
    public void restart(Standing project) {
        var id = project.projectId();
        var asked = nanoTime.getAsLong();
        holdings.alone(id, () -> {
            var held = holdings.of(id);
            if (held == null || held.startedAt - asked <= 0 || !use(id)) {
                stopAlone(id);
                startAlone(project);
            }
        });
    }

    /// Stops the project unless it was used since then, a command runs in it, or somebody is at it.
    void stopIfUnused(UUID projectId, Instant since) {
        holdings.ifFree(projectId, () -> {
            var held = holdings.of(projectId);
            if (held != null && held.lastUsed.isBefore(since) && runtime.commandsOf(projectId) == 0) {
                LOG.infof("project %s is stopped, since nobody uses it", projectId);
                end(held);
            }
        });
    }

    /// Whoever runs a command is using its project, however long that takes.
    void noteRunningCommands() {
        for (var id : holdings.projects()) {
            if (runtime.commandsOf(id) > 0) {
                use(id);
            }
        }
    }

    /// Brings together what runs and what is noted, whatever happened to either.
    void settle() {
        var here = holdings.all();
        var noted =
                tenure.held().stream().collect(Collectors.toMap(it -> it.lease().projectId(), Function.identity()));
        if (!tenure.isValid()) {
            return;
        }
        noted.values().forEach(it -> holdings.ifFree(it.lease().projectId(), () -> settle(it)));
        here.forEach((id, held) -> {
            if (!noted.containsKey(id)) {
                holdings.ifFree(id, () -> drop(held));
            }
        });
    }

    private void settle(Noted noted) {
        var id = noted.lease().projectId();
        var held = holdings.of(id);
        if (held == null) {
            runtime.stop(id);
            leases.giveBack(noted.lease(), RuntimeState.OPENED, null);
        } else if (!held.lease.equals(noted.lease())) {
            // It was started anew in the meantime.
            return;
        } else if (runtime.state(id) != ProjectRuntime.State.RUNNING) {
            LOG.warnf("project %s has ended by itself", id);
            runtime.stop(id);
            leases.giveBack(held.lease, ENDED, null);
            holdings.remove(id, held);
        } else if (!RuntimeState.RUNNING.state().equals(noted.state())) {
            leases.note(held.lease, running(id), null);
        }
    }

    /// Stops what is not to run here, whatever it was.
    private void drop(Held held) {
        var id = held.lease.projectId();
        if (holdings.of(id) == held) {
            LOG.warnf("the lease of project %s has ended", id);
            runtime.stop(id);
            holdings.remove(id, held);
        }
    }

    /// What has outlived the service goes on, the rest is at rest.
    @Override
    public void inherit(List<Lease> inherited) {
        for (var lease : inherited) {
            if (runtime.state(lease.projectId()) == ProjectRuntime.State.RUNNING) {
                holdings.put(lease.projectId(), new Held(lease, nanoTime.getAsLong(), clock.instant()));
            } else {
                leases.giveBack(lease, RuntimeState.OPENED, null);
            }
        }
        // What was taken over by others in the meantime is not for this replica any more.
        runtime.adopted().stream().filter(id -> holdings.of(id) == null).forEach(runtime::stop);
        if (!inherited.isEmpty()) {
            LOG.infof(
                    "%d projects were running when this replica last ended; %d of them still run",
                    inherited.size(), holdings.projects().size());
        }
    }

    @Override
    public void lost() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holdings.all()
                    .forEach((id, held) -> threads.execute(() -> {
                        runtime.stop(id);
                        holdings.remove(id, held);
                    }));
        }
    }
}
