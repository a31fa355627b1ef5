package org.calque.projects.runtime;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.calque.projects.runtime.StateFolder.Note;

/// The network of a running project: a way out of its sandbox, which is made anew when it ends by itself. A
/// project that cannot have one runs without.
final class Network {
    private static final long ANEW_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Sandbox sandbox;
    private final Namespaces namespaces;
    private final StateFolder.Entry entry;
    private volatile WayOut way; // null without
    private volatile String lack;
    private volatile long anewAt = System.nanoTime() - ANEW_AFTER_NANOS - 1;

    Network(Sandbox sandbox, Namespaces namespaces, StateFolder.Entry entry) {
        this.sandbox = sandbox;
        this.namespaces = namespaces;
        this.entry = entry;
    }

    /// Leads out of the sandbox.
    void connect(Note note) {
        try {
            lead(WayOut.open(place()), note);
        } catch (IOException e) {
            lack = "The project runs without network, although its quota gives it one: " + e.getMessage() + ".";
            Machine.LOG.warnf("Project %s has no network: %s", sandbox.projectId(), e.getMessage());
        }
    }

    /// Takes up what an earlier run of the service has left.
    void takeUp(Note note) {
        try {
            lead(WayOut.takeUp(place(), note.wayOut()), note);
        } catch (IOException e) {
            Machine.LOG.infof("The network of project %s begins anew: %s", sandbox.projectId(), e.getMessage());
            connect(note);
        }
    }

    private WayOut.Place place() throws IOException {
        return new WayOut.Place(
                sandbox.workspace(),
                sandbox.machine(),
                sandbox.passage(),
                sandbox.groups().joinFiles(sandbox.groups().take()),
                namespaces.outerUser(),
                namespaces.net(),
                entry.leash());
    }

    private void lead(WayOut out, Note note) throws IOException {
        way = out;
        lack = null;
        entry.write(note.with(out.note()));
        out.over().thenRun(() -> {
            if (sandbox.isAlive()) {
                Thread.startVirtualThread(() -> connectAnew(note));
            }
        });
    }

    private void connectAnew(Note note) {
        try {
            sandbox.whileOpen(() -> {
                if (System.nanoTime() - anewAt > ANEW_AFTER_NANOS) {
                    anewAt = System.nanoTime();
                    Machine.LOG.warnf(
                            "The network of project %s has ended by itself and begins anew", sandbox.projectId());
                    connect(note);
                }
                return null;
            });
        } catch (IOException e) {
            Machine.LOG.debugf("Project %s needs no network any more: %s", sandbox.projectId(), e.getMessage());
        }
    }

    /// What the project should have and runs without, for its people; null when it has all.
    String lack() {
        return lack;
    }

    /// Ends the way out; done when there is none.
    CompletableFuture<Void> end() {
        var out = way;
        if (out == null) {
            return CompletableFuture.completedFuture(null);
        }
        out.end();
        return out.over();
    }
}
