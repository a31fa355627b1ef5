package org.calque.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Another projects-service of the system that the tests run, over the same database and the same homes.
public final class SecondProjects implements AutoCloseable {
    private final Replica replica;

    /// Returns when it is ready.
    ///
    /// @param lease how long it may hold projects without renewal
    public SecondProjects(RunningSystem system, Duration lease) throws IOException, InterruptedException {
        replica = new Replica(system, Service.PROJECTS, Map.of("PROJECTS_LIFE_LEASE", lease.toString()));
    }

    public String url() {
        return replica.url();
    }

    /// Ends it with SIGKILL and returns when it is gone.
    public void kill() throws InterruptedException {
        replica.kill();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        replica.close();
    }
}
