package org.calque.projects.life;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.calque.projects.runtime.RuntimeUnavailable;

/// The projects that this replica holds. One project is started or stopped by one call at a time.
public final class Holdings {
    private static final String BUSY =
            "The project is being started or stopped and has not come to an end of it within %d seconds. Try again.";

    /// A project that is held.
    static final class Held {
        final Lease lease;
        volatile long startedAt; // by the monotonic clock
        volatile Instant lastUsed;

        Held(Lease lease, long startedAt, Instant lastUsed) {
            this.lease = lease;
            this.startedAt = startedAt;
            this.lastUsed = lastUsed;
        }
    }

    private final Map<UUID, Held> held = new ConcurrentHashMap<>();
    private final Duration patience;

    /// A lock that nobody holds is forgotten.
    private final LoadingCache<UUID, ReentrantLock> locks =
            Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock());

    /// @param patience how long a call waits for another that starts or stops the same project
    public Holdings(Duration patience) {
        this.patience = patience;
    }

    Held of(UUID projectId) {
        return held.get(projectId);
    }

    void put(UUID projectId, Held it) {
        held.put(projectId, it);
    }

    void remove(UUID projectId, Held it) {
        held.remove(projectId, it);
    }

    List<UUID> projects() {
        return List.copyOf(held.keySet());
    }

    /// All of them as they are now.
    Map<UUID, Held> all() {
        return Map.copyOf(held);
    }

    /// Does something alone, after whoever is at it.
    void alone(UUID projectId, Runnable deed) {
        var lock = locks.get(projectId);
        try {
            if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RuntimeUnavailable(BUSY.formatted(patience.toSeconds()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RuntimeUnavailable("The service is stopping.", interrupted);
        }
        try {
            deed.run();
        } finally {
            lock.unlock();
        }
    }

    /// Does something alone, unless somebody is at it.
    void ifFree(UUID projectId, Runnable deed) {
        var lock = locks.get(projectId);
        if (lock.tryLock()) {
            try {
                deed.run();
            } finally {
                lock.unlock();
            }
        }
    }
}
