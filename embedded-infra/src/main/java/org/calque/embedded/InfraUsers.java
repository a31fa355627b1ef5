package org.calque.embedded;

import java.util.HashSet;
import java.util.Set;

/// The builds that use the test infrastructure. When the last one has ended, nobody new is let in.
final class InfraUsers {
    private final Set<Long> pids = new HashSet<>();
    private boolean closed;

    /// False when it is too late.
    synchronized boolean add(long pid) {
        if (closed) {
            return false;
        }
        if (pids.add(pid)) {
            ProcessHandle.of(pid)
                    .ifPresentOrElse(build -> build.onExit().thenRun(() -> remove(pid)), () -> remove(pid));
        }
        return true;
    }

    private synchronized void remove(long pid) {
        pids.remove(pid);
        closed = pids.isEmpty();
        notifyAll();
    }

    synchronized void awaitNone() throws InterruptedException {
        while (!closed) {
            wait();
        }
    }
}
