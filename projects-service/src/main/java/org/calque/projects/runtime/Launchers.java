package org.calque.projects.runtime;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads that start processes and wait until each has become a program. There are as many as it takes: one that a
/// project holds up must not keep others waiting.
final class Launchers implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("project-launcher-", 0).daemon().factory());

    /// The number of the new process.
    ///
    /// @param group a handle of the control group to begin in, or -1
    int start(Steps steps, int group) throws IOException {
        Future<Integer> number = threads.submit(() -> {
            Kernel.gainNoPrivileges();
            return steps.start(group);
        });
        var interrupted = false;
        try {
            while (true) {
                try {
                    return number.get();
                } catch (InterruptedException e) {
                    interrupted = true; // what it points to must stay until the process is a program
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
