package org.calque.local;

import java.io.IOException;
import java.util.Map;

/// Another copy-service of the system that the tests run, over the same database and the same homes.
public final class SecondCopies implements AutoCloseable {
    private final RunningSystem system;
    private volatile Replica replica;

    /// Returns when it is ready.
    public SecondCopies(RunningSystem system) throws IOException, InterruptedException {
        this.system = system;
        start();
    }

    /// Starts it again after its end. Returns when it is ready.
    public void start() throws IOException, InterruptedException {
        replica = new Replica(system, Service.COPY, Map.of());
    }

    public ProcessHandle process() {
        return replica.handle();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        replica.close();
    }
}
