package org.calque.projects.runtime;

import java.time.Instant;

/// How a job ended, and when.
public sealed interface JobEnd {
    Instant at();

    /// By itself.
    record Exited(int code, Instant at) implements JobEnd {}

    /// @param commandLine program and arguments, joined by blanks
    record TimedOut(String commandLine, Instant at) implements JobEnd {}

    /// The program could not be started.
    record NeverRan(ExecResult.NotRunnable why, Instant at) implements JobEnd {}

    /// Its project stopped, or the machine did.
    record Lost(String why, Instant at) implements JobEnd {}
}
