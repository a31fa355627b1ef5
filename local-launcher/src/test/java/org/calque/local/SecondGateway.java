package org.calque.local;

import java.io.IOException;
import java.util.Map;

/// Another gateway of the system that the tests run.
public final class SecondGateway implements AutoCloseable {
    private final Replica replica;

    /// Returns when it is ready.
    public SecondGateway(RunningSystem system) throws IOException, InterruptedException {
        replica = new Replica(system, Service.GATEWAY, Map.of());
    }

    /// One that hands calls for projects to another replica of projects-service.
    public SecondGateway(RunningSystem system, SecondProjects projects) throws IOException, InterruptedException {
        replica = new Replica(system, Service.GATEWAY, Map.of(Service.PROJECTS.urlVariable(), projects.url()));
    }

    public String baseUrl() {
        return replica.url();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        replica.close();
    }
}
