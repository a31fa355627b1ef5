package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies;
import org.calque.messages.projects.ProjectsStop;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Lifecycle;

@ApplicationScoped
class ProjectsStopHandler implements Handler<ProjectsStop> {
    private final Door door;
    private final Lifecycle lifecycle;

    ProjectsStopHandler(Door door, Lifecycle lifecycle) {
        this.door = door;
        this.lifecycle = lifecycle;
    }

    @Override
    public Outcome handle(ProjectsStop request, Caller caller) {
        return switch (door.open(caller, request.projectId(), "must be a collaborator to stop project")) {
            case Denied(var why) -> why;
            case Admitted(var project) -> {
                lifecycle.stop(project);
                yield done(new Replies.Ok());
            }
        };
    }
}
