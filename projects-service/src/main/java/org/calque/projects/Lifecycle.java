package org.calque.projects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.UUID;
import org.calque.kit.Elsewhere;
import org.calque.projects.life.Residence;
import org.calque.projects.runtime.RuntimeUnavailable;
import org.jboss.logging.Logger;

/// Starts and stops projects.
///
/// A project runs at one replica of the service at a time. Where another one has it, these calls end with [Elsewhere],
/// and the request that led here is passed on to that replica: so they come before anything that must not be done
/// twice.
@ApplicationScoped
public class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);

    private final Residence residence;
    private final Cache<UUID, Boolean> knownElsewhere;

    Lifecycle(Residence residence, ProjectsConfig config) {
        this.residence = residence;
        this.knownElsewhere = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(config.touchEvery())
                .build();
    }

    /// Starts the project unless it runs, and waits until it does. From then on it is in use.
    ///
    /// @throws Elsewhere          when another replica has it
    /// @throws RuntimeUnavailable when it cannot be started; the message is for the caller
    public void start(Standing project) {
        residence.start(project);
    }

    /// Starts the project beside the call, which does not need it to run.
    public void wake(Standing project) {
        var id = project.projectId();
        if (!residence.use(id) && knownElsewhere.getIfPresent(id) == null) {
            Thread.ofVirtual().name("wake-" + id).start(() -> {
                try {
                    residence.start(project);
                } catch (Elsewhere running) {
                    knownElsewhere.put(id, true);
                } catch (RuntimeException failure) {
                    LOG.warnf("project %s could not be started: %s", id, failure.getMessage());
                }
            });
        }
    }

    /// Ends every process of the project. The one that is at rest stays so.
    ///
    /// @throws Elsewhere when another replica has it
    public void stop(Standing project) {
        residence.stop(project.projectId());
    }

    /// Stops the project and starts it anew.
    ///
    /// @throws Elsewhere          when another replica has it
    /// @throws RuntimeUnavailable when it cannot be started; the message is for the caller
    public void restart(Standing project) {
        residence.restart(project);
    }

    /// Whether the project runs. To ask is not to use it.
    ///
    /// @throws Elsewhere when another replica has it
    public boolean runs(UUID projectId) {
        return residence.runs(projectId);
    }

    /// Where other replicas reach this one.
    public URI address() {
        return residence.tenure().address();
    }

    /// @throws Elsewhere when another replica has the project
    public void mustNotBeElsewhere(UUID projectId) {
        residence.mustNotBeElsewhere(projectId);
    }
}
