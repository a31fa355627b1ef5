package org.calque.projects.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Where the commands of projects run. A project is started once, entered for every command, and stopped.
///
/// Starting and stopping are idempotent and joinable: callers that ask for the same thing at the same time share one
/// start, and all of them return when it is done. Every method blocks; call it on a virtual thread.
public interface ProjectRuntime extends AutoCloseable {

    enum State {
        STOPPED,
        STARTING,
        RUNNING,
        STOPPING
    }

    /// Starts the project unless it runs; makes its home folder when there is none.
    ///
    /// @throws RuntimeUnavailable where no workspace can be had; the message says why and how to get one
    void start(Workspace workspace);

    /// Ends every process of the project and gives its resources back. The home folder stays.
    void stop(UUID projectId);

    State state(UUID projectId);

    /// The projects that an earlier run of the service had started and that this one has taken up, unless they have
    /// been stopped since.
    Set<UUID> adopted();

    /// Runs one command to its end, starting the project first when it is stopped.
    ///
    /// @throws RuntimeUnavailable where no workspace can be had, or when too much runs already
    ExecResult exec(Workspace workspace, ExecRequest request);

    /// Starts a command that nobody waits for, starting the project first when it is stopped.
    ///
    /// @param limit when it is killed
    /// @param stdin whether it reads what [RunningJob#write] is given, and nothing otherwise
    /// @throws RuntimeUnavailable where no workspace can be had
    JobStart begin(Workspace workspace, UUID jobId, ExecRequest request, Duration limit, boolean stdin);

    /// Takes up a job that ran when the service died; empty when it is lost.
    Optional<RunningJob> takeUp(UUID projectId, UUID jobId);

    /// How a job ended that is not taken up; empty when nobody knows.
    Optional<JobEnd> howItEnded(UUID projectId, UUID jobId);

    /// What a job of this service has written, after its end.
    JobOutput output(UUID projectId, UUID jobId);

    /// Removes all that is kept of a job.
    void forget(UUID projectId, UUID jobId);

    /// What this runtime offers on this machine, for health and status pages.
    RuntimeStatus status();

    /// Stops every project.
    @Override
    void close();
}
