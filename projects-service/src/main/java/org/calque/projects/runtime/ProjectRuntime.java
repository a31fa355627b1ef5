package org.calque.projects.runtime;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

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
    /// @throws ProjectAtRest      when the project is stopped and may not be started by a command
    ExecResult exec(Workspace workspace, ExecRequest request);

    /// How many commands of a project run now, jobs included.
    int commandsOf(UUID projectId);

    /// From now on nothing is started but what this allows, so that a command never starts again what was stopped
    /// behind its back: it ends with [ProjectAtRest].
    void startOnly(Predicate<UUID> allowed);

    /// How full the home of a project is that runs; empty when it does not, or is not counted yet.
    default Optional<DiskState> disk(UUID projectId) {
        return Optional.empty();
    }

    /// What the project should have by its quota and runs without, for its people; empty when it has all.
    default Optional<String> lack(UUID projectId) {
        return Optional.empty();
    }

    /// What a running project takes of the machine, as far as it is known.
    default ProjectUse use(UUID projectId) {
        return ProjectUse.UNKNOWN;
    }

    /// What this runtime offers on this machine, for health and status pages.
    RuntimeStatus status();

    /// Stops every project.
    @Override
    void close();
}
