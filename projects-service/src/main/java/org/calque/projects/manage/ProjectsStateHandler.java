package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.bridge.ProjectsState;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.ProjectRepository;

@ApplicationScoped
class ProjectsStateHandler implements Handler<ProjectsState> {
    private final Door door;
    private final ProjectRepository projects;

    ProjectsStateHandler(Door door, ProjectRepository projects) {
        this.door = door;
        this.projects = projects;
    }

    @Override
    public Outcome handle(ProjectsState request, Caller caller) {
        return switch (door.open(caller, request.projectId(), "must be collaborator on project to get state")) {
            case Denied(var why) -> why;
            case Admitted(var project) -> done(ProjectsState.State.of(projects.state(project.projectId())));
        };
    }
}
