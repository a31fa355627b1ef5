package org.calque.query;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Threads that read one row each: as many as there are connections to the database, since no more can read at once.
///
/// A virtual thread that waits for the database is put away, polled for and brought back, which takes longer than to
/// read one row by its key. A thread of the platform waits in the kernel, and finds the connection that it had before.
/// What may wait for long, a client who takes a list or an owner who makes a change, is left to virtual threads.
@ApplicationScoped
class Readers implements Executor {
    private final ExecutorService threads;

    Readers(@ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
        threads = Executors.newFixedThreadPool(
                connections, Thread.ofPlatform().name("reader-", 1).daemon().factory());
    }

    @Override
    public void execute(Runnable reading) {
        threads.execute(reading);
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
