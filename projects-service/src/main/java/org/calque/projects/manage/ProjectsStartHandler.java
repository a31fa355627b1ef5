package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.projects.ProjectsStart;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Activity;
import org.calque.projects.Lifecycle;
import org.calque.projects.Standing;
import org.calque.projects.runtime.RuntimeUnavailable;

@ApplicationScoped
class ProjectsStartHandler implements Handler<ProjectsStart> {
    private final Door door;
    private final Lifecycle lifecycle;
    private final Activity activity;

    ProjectsStartHandler(Door door, Lifecycle lifecycle, Activity activity) {
        this.door = door;
        this.lifecycle = lifecycle;
        this.activity = activity;
    }

    @Override
    public Outcome handle(ProjectsStart request, Caller caller) {
        return switch (door.open(caller, request.projectId(), "must be a collaborator to start project")) {
            case Denied(var why) -> why;
            case Admitted(var project) -> start(project, caller);
        };
    }

    private Outcome start(Standing project, Caller caller) {
        activity.note(caller, project.projectId());
        try {
            lifecycle.start(project);
            return done(new Replies.Ok());
        } catch (RuntimeUnavailable unavailable) {
            return refused(Reason.UNAVAILABLE, unavailable.getMessage());
        }
    }
}
