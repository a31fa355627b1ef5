package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.projects.DisconnectFromProject;
import org.calque.projects.Access;

/// There is no lasting connection that could be dropped: only the checks are left.
@ApplicationScoped
class DisconnectFromProjectHandler implements Handler<DisconnectFromProject> {
    private final Access access;

    DisconnectFromProjectHandler(Access access) {
        this.access = access;
    }

    @Override
    public Outcome handle(DisconnectFromProject request, Caller caller) {
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return unable(Reason.INVALID, request, "project_id must be specified and valid");
        }
        if (caller.isNobody()) {
            return unable(Reason.UNAUTHENTICATED, request, "you must be signed in to access project");
        }
        return access.standing(id.get(), caller)
                .filter(it -> access.mayWrite(caller, it))
                .map(_ -> done(new Replies.Success()))
                .orElseGet(() -> unable(Reason.FORBIDDEN, request, "must have write access"));
    }

    private static Outcome unable(Reason reason, DisconnectFromProject request, String why) {
        return refused(reason, "unable to disconnect from project " + request.projectId() + " -- " + why);
    }
}
