package org.calque.copies;

import java.util.Optional;

/// A way to end a running copy from outside, for whatever reason comes first.
final class Stop {
    enum Reason {
        /// Another worker may have it by now: nothing that this one says counts.
        LOST,
        /// The client deleted it.
        DELETED,
        /// This replica stops.
        SHUTDOWN
    }

    private Reason reason;
    private Process process;

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

    synchronized Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    private void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
