package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.bridge.ProjectVersion;
import org.calque.messages.bridge.ProjectsStatus;
import org.calque.messages.bridge.ProjectsStatus.Memory;
import org.calque.messages.bridge.ProjectsStatus.Status;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Lifecycle;
import org.calque.projects.ProjectRepository;
import org.calque.projects.Standing;
import org.calque.projects.runtime.ProjectRuntime;
import org.calque.projects.runtime.ProjectUse;

@ApplicationScoped
class ProjectsStatusHandler implements Handler<ProjectsStatus> {
    private static final double MEGABYTE = 1 << 20;

    private final Door door;
    private final Lifecycle lifecycle;
    private final ProjectRuntime runtime;
    private final ProjectRepository projects;

    ProjectsStatusHandler(Door door, Lifecycle lifecycle, ProjectRuntime runtime, ProjectRepository projects) {
        this.door = door;
        this.lifecycle = lifecycle;
        this.runtime = runtime;
        this.projects = projects;
    }

    @Override
    public Outcome handle(ProjectsStatus request, Caller caller) {
        return switch (door.open(caller, request.projectId(), "must be collaborator on project to get status")) {
            case Denied(var why) -> why;
            case Admitted(var project) -> done(status(project));
        };
    }

    private Status status(Standing project) {
        if (!lifecycle.runs(project.projectId())) {
            return Status.AT_REST;
        }
        var use = runtime.use(project.projectId());
        return new Status(
                startedAt(project),
                ProjectVersion.CURRENT,
                use.diskBytes().isPresent() ? use.diskBytes().getAsLong() / MEGABYTE : null,
                use.memory().map(ProjectsStatusHandler::memory).orElse(null));
    }

    private Long startedAt(Standing project) {
        return Optional.ofNullable(
                        projects.state(project.projectId()).path("time").asText(null))
                .map(it -> Instant.parse(it).toEpochMilli())
                .orElse(null);
    }

    private static Memory memory(ProjectUse.Memory held) {
        return new Memory(held.rss(), held.pss(), held.uss());
    }
}
