package org.calque.projects;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.calque.projects.runtime.ProjectRuntime;
import org.jboss.logging.Logger;

/// Starts and stops projects, and keeps what state they are in as clients see it.
@ApplicationScoped
public class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final String OPENED = "opened";

    private final ProjectRuntime runtime;
    private final Workspaces workspaces;
    private final ProjectRepository projects;
    private final Clock clock;
    private final Duration grace;

    /// One project is started or stopped by one call at a time; a lock that nobody holds is forgotten.
    private final LoadingCache<UUID, ReentrantLock> locks =
            Caffeine.newBuilder().weakValues().build(project -> new ReentrantLock());

    Lifecycle(
            ProjectRuntime runtime,
            Workspaces workspaces,
            ProjectRepository projects,
            Clock clock,
            ProjectsConfig config) {
        this.runtime = runtime;
        this.workspaces = workspaces;
        this.projects = projects;
        this.clock = clock;
        this.grace = config.exec().grace();
    }

    void afterCrash(@Observes StartupEvent started) {
        var left = projects.setAllToOpened(runtime.adopted(), clock.instant());
        if (left > 0) {
            LOG.infof("%d projects were running when the service last ended", left);
        }
    }

    /// When the service is asked to stop, what runs may go on for a moment; then it is ended, and its callers are
    /// answered.
    void endCommands(@Observes ShutdownDelayInitiatedEvent asked) {
        CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                .execute(runtime::close);
    }

    /// After the last request was answered, before the database goes.
    void stopAll(@Observes @Priority(1) ShutdownEvent ended) {
        runtime.close();
        projects.setAllToOpened(Set.of(), clock.instant());
    }

    /// Starts the project unless it runs, and waits until it does.
    ///
    /// @throws RuntimeUnavailable when it cannot be started; the message is for the caller
    public void start(Standing project) {
        if (isRunning(project)) {
            return;
        }
        var lock = locks.get(project.projectId());
        lock.lock();
        try {
            if (!isRunning(project)) {
                startAlone(project);
            }
        } finally {
            lock.unlock();
        }
    }

    private void startAlone(Standing project) {
        setState(project, "starting");
        try {
            runtime.start(workspaces.of(project));
        } catch (RuntimeException failure) {
            setState(project, OPENED);
            throw failure;
        }
        setState(project, "running");
    }

    /// Starts the project beside the call, which does not need it to run.
    public void wake(Standing project) {
        if (!isRunning(project)) {
            Thread.ofVirtual().name("wake-" + project.projectId()).start(() -> {
                try {
                    start(project);
                } catch (RuntimeException failure) {
                    LOG.warnf("project %s could not be started: %s", project.projectId(), failure.getMessage());
                }
            });
        }
    }

    /// Ends every process of the project. The one that is at rest stays so.
    public void stop(Standing project) {
        var lock = locks.get(project.projectId());
        lock.lock();
        try {
            if (runtime.state(project.projectId()) != ProjectRuntime.State.STOPPED) {
                setState(project, "stopping");
                runtime.stop(project.projectId());
                setState(project, OPENED);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isRunning(Standing project) {
        return runtime.state(project.projectId()) == ProjectRuntime.State.RUNNING;
    }

    private void setState(Standing project, String state) {
        projects.setState(project.projectId(), state, clock.instant());
    }
}
