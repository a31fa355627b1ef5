package org.calque.projects.uploads;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.calque.kit.homes.HomeException;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Workspaces;
import org.calque.projects.uploads.UploadRepository.Expired;
import org.jboss.logging.Logger;

/// Drops uploads that nobody went on with.
@ApplicationScoped
class UploadJanitor {
    private static final Logger LOG = Logger.getLogger(UploadJanitor.class);
    private static final int AT_ONCE = 100;

    private final UploadRepository uploads;
    private final Workspaces workspaces;
    private final Clock clock;
    private final Duration every;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    UploadJanitor(UploadRepository uploads, Workspaces workspaces, Clock clock, ProjectsConfig config) {
        this.uploads = uploads;
        this.workspaces = workspaces;
        this.clock = clock;
        this.every = config.files().uploadsCheckedEvery();
    }

    void start(@Observes StartupEvent started) {
        timer.scheduleWithFixedDelay(this::tryToDrop, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent ended) {
        timer.shutdownNow();
    }

    private void tryToDrop() {
        try {
            dropExpired();
        } catch (RuntimeException failure) {
            LOG.warnf("expired uploads could not be dropped: %s", failure.getMessage());
        }
    }

    /// @return how many were dropped
    int dropExpired() {
        var dropped = 0;
        while (true) {
            var expired = uploads.expired(clock.instant(), AT_ONCE);
            expired.forEach(this::drop);
            dropped += expired.size();
            if (expired.size() < AT_ONCE) {
                return dropped;
            }
        }
    }

    private void drop(Expired it) {
        try (var home = workspaces.home(it.upload().projectId(), it.hostUid())) {
            home.dropDraft(it.upload().draft());
        } catch (HomeException failure) {
            LOG.warnf("what came of upload %s stays: %s", it.upload().id(), failure.getMessage());
        }
        uploads.remove(it.upload().id());
    }
}
