package org.calque.projects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.calque.kit.homes.FullHomes;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;
import org.calque.projects.life.Leases;
import org.calque.projects.life.RunQuota;
import org.calque.projects.runtime.DiskState;
import org.calque.projects.runtime.ProjectRuntime;
import org.jboss.logging.Logger;

/// Whether more may be written into a home: the one rule for all that brings content in. A project that runs here is
/// watched by its runtime; the home of any other is counted when somebody wants to write, and what is let in is added
/// up until it is counted again. What comes in past this service, as copies do, has the home counted soon.
@ApplicationScoped
public class Room {
    private static final Logger LOG = Logger.getLogger(Room.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);
    private static final int RESTS = 10; // times as long as the last count took

    private final ProjectRuntime runtime;
    private final Leases leases;
    private final Workspaces workspaces;
    private final ProjectsConfig config;
    private final FullHomes fullHomes;
    private final Cache<UUID, Counted> counted =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final Set<UUID> toBeCounted = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService counting = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("homes-counted").daemon().factory());

    Room(ProjectRuntime runtime, Leases leases, Workspaces workspaces, ProjectsConfig config) {
        this.runtime = runtime;
        this.leases = leases;
        this.workspaces = workspaces;
        this.config = config;
        this.fullHomes = new FullHomes(config.dir());
    }

    void stop(@Observes ShutdownEvent stopped) {
        counting.shutdownNow();
    }

    /// @param goodUntil of [System#nanoTime]
    /// @param letIn     bytes since then
    private record Counted(DiskState state, long goodUntil, AtomicLong letIn) {
        boolean isGood() {
            return System.nanoTime() - goodUntil < 0;
        }

        Optional<String> complaint(long more) {
            var before = letIn.get();
            var complaint = state.complaint(before + more);
            if (complaint.isEmpty()) {
                letIn.addAndGet(more);
            }
            return complaint;
        }
    }

    /// @param more bytes that are to come, as far as that is known
    /// @throws HomeException `EDQUOT` when there is no room for them
    public void check(Standing project, long more, String path) throws HomeException {
        var running = runtime.disk(project.projectId());
        var complaint = running.isPresent()
                ? running.get().complaint(more)
                : count(project.projectId()).complaint(more);
        if (complaint.isPresent()) {
            throw HomeException.of(Errno.EDQUOT, complaint.get(), "write", path);
        }
    }

    /// Something was removed: the next count is not to wait, and who has been told that the home is full is to hear of
    /// it at once.
    public void hasMore(UUID projectId) {
        counted.invalidate(projectId);
        try {
            if (fullHomes.complaint(projectId).isPresent()
                    && runtime.disk(projectId).isEmpty()) {
                count(projectId);
            }
        } catch (IOException unread) {
            LOG.warnf("whether project %s has room cannot be read: %s", projectId, unread.getMessage());
        }
    }

    /// Something may have come into the home by another service: it is counted once for all that comes until then.
    void wasWrittenInto(UUID projectId) {
        if (toBeCounted.add(projectId)) {
            var known = counted.getIfPresent(projectId);
            var wait = known == null ? 0 : known.goodUntil - System.nanoTime();
            counting.schedule(() -> countAgain(projectId), Math.max(GOOD_FOR.toNanos(), wait), TimeUnit.NANOSECONDS);
        }
    }

    private void countAgain(UUID projectId) {
        toBeCounted.remove(projectId);
        try {
            if (Files.isDirectory(workspaces.folder(projectId))
                    && runtime.disk(projectId).isEmpty()) {
                counted.invalidate(projectId);
                count(projectId);
            }
        } catch (RuntimeException failure) {
            LOG.warnf("the home of project %s was not counted: %s", projectId, failure.getMessage());
        }
    }

    private Counted count(UUID projectId) {
        return counted.asMap()
                .compute(projectId, (_, known) -> known != null && known.isGood() ? known : countNow(projectId));
    }

    private Counted countNow(UUID projectId) {
        var begin = System.nanoTime();
        var state = state(projectId);
        var end = System.nanoTime();
        return new Counted(state, end + Math.max(GOOD_FOR.toNanos(), RESTS * (end - begin)), new AtomicLong());
    }

    /// A home that cannot be counted has room.
    private DiskState state(UUID id) {
        var limits = leases.granted(id)
                .map(it -> RunQuota.of(config, it.settings(), it.upgrades()).limits(config))
                .orElseThrow();
        try {
            var state = DiskState.of(workspaces.folder(id), limits);
            fullHomes.note(id, state.complaint(0).orElse(null));
            return state;
        } catch (IOException uncounted) {
            LOG.warnf("the home of project %s could not be counted: %s", id, uncounted.getMessage());
            return new DiskState(0, 0, limits.diskBytes(), limits.diskEntries());
        }
    }
}
