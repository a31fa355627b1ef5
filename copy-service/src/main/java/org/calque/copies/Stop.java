package org.calque.copies;

import java.io.IOException;
import java.util.Optional;

/// A hand on a running copy from outside: tells how far it is and its sandbox that it may go on, or ends it, for
/// whatever reason comes first.
final class Stop {
    enum Reason {
        /// Another worker may have it by now: nothing that this one says counts.
        LOST,
        /// The client deleted or cancelled it.
        DELETED,
        /// This replica stops.
        SHUTDOWN
    }

    private final Progress progress = new Progress();
    private Reason reason;
    private Process process;

    /// How far the copy is.
    Progress progress() {
        return progress;
    }

    /// Ends the copy: its process now, or as soon as there is one.
    synchronized void now(Reason why) {
        if (reason == null) {
            reason = why;
            kill();
        }
    }

    synchronized void attach(Process running) {
        process = running;
        if (reason != null) {
            kill();
        }
    }

    /// The lease was renewed. A sandbox that does not hear so for the length of a lease ends itself.
    synchronized void goOn() {
        if (process != null && process.isAlive()) {
            try {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            } catch (IOException justEnded) {
                process = null;
            }
        }
    }

    synchronized Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    private void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
