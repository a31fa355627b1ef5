package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies;
import org.calque.messages.projects.DisconnectFromProject;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;

/// There is no lasting connection that could be dropped: only the checks are left.
@ApplicationScoped
class DisconnectFromProjectHandler implements Handler<DisconnectFromProject> {
    private final OldDoor door;

    DisconnectFromProjectHandler(OldDoor door) {
        this.door = door;
    }

    @Override
    public Outcome handle(DisconnectFromProject request, Caller caller) {
        return switch (door.open(caller, request.projectId(), "unable to disconnect from project ")) {
            case Denied(var why) -> why;
            case Admitted _ -> done(new Replies.Success());
        };
    }
}
