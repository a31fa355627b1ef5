package org.calque.projects.runtime;

/// What became of the wish to start a job.
public sealed interface JobStart {
    record Started(RunningJob job) implements JobStart {}

    /// The system could not be asked for it at all.
    record Refused(ExecResult.NotRunnable why) implements JobStart {}
}
