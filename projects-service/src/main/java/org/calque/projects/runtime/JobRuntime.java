package org.calque.projects.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Where the jobs of projects run: commands that nobody waits for. Every method blocks; call it on a virtual thread.
public interface JobRuntime {
    /// Starts a command that nobody waits for, starting the project first when it is stopped.
    ///
    /// @param limit when it is killed
    /// @param stdin whether it reads what [RunningJob#write] is given, and nothing otherwise
    /// @throws RuntimeUnavailable where no workspace can be had
    /// @throws ProjectAtRest      when the project is stopped and may not be started by a command
    JobStart begin(Workspace workspace, UUID jobId, ExecRequest request, Duration limit, boolean stdin);

    /// Takes up a job that ran when the service died; empty when it is lost.
    Optional<RunningJob> takeUp(UUID projectId, UUID jobId);

    /// How a job ended that is not taken up; empty when nobody knows.
    Optional<JobEnd> howItEnded(UUID projectId, UUID jobId);

    /// What a job of this service has written, after its end.
    JobOutput output(UUID projectId, UUID jobId);

    /// Removes all that is kept of jobs but these.
    void forgetAllBut(Set<UUID> jobs);

    /// Removes all that is kept of a job.
    void forget(UUID projectId, UUID jobId);
}
