package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies;
import org.calque.messages.projects.ProjectsTouch;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Activity;
import org.calque.projects.Lifecycle;

@ApplicationScoped
class ProjectsTouchHandler implements Handler<ProjectsTouch> {
    private final Door door;
    private final Activity activity;
    private final Lifecycle lifecycle;

    ProjectsTouchHandler(Door door, Activity activity, Lifecycle lifecycle) {
        this.door = door;
        this.activity = activity;
        this.lifecycle = lifecycle;
    }

    @Override
    public Outcome handle(ProjectsTouch request, Caller caller) {
        return switch (door.open(caller, request.projectId(), "must be a collaborator to stop project")) {
            case Denied(var why) -> why;
            case Admitted(var project) -> {
                activity.touch(caller, project.projectId());
                lifecycle.wake(project);
                yield done(new Replies.Empty());
            }
        };
    }
}
