package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies;
import org.calque.messages.projects.TouchProject;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Activity;
import org.calque.projects.Lifecycle;

@ApplicationScoped
class TouchProjectHandler implements Handler<TouchProject> {
    private final OldDoor door;
    private final Activity activity;
    private final Lifecycle lifecycle;

    TouchProjectHandler(OldDoor door, Activity activity, Lifecycle lifecycle) {
        this.door = door;
        this.activity = activity;
        this.lifecycle = lifecycle;
    }

    @Override
    public Outcome handle(TouchProject request, Caller caller) {
        return switch (door.open(caller, request.projectId(), "unable to touch project ")) {
            case Denied(var why) -> why;
            case Admitted(var project) -> {
                activity.touch(caller, project.projectId());
                lifecycle.wake(project);
                yield done(new Replies.Success());
            }
        };
    }
}
