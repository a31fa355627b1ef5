package org.calque.projects.manage;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.messages.Caller;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission;
import org.calque.projects.Access.Admission.Denied;

/// The checks that start, stop and touch have in common, in the order of the contract: the id comes first.
@ApplicationScoped
class Door {
    private final Access access;

    Door(Access access) {
        this.access = access;
    }

    /// @param notMine the words for somebody who does not work on the project
    Admission open(Caller caller, String projectId, String notMine) {
        var id = Uuids.parse(projectId);
        if (id.isEmpty()) {
            return new Denied(refused(Reason.INVALID, "project_id must be a valid uuid"));
        }
        if (caller.isNobody()) {
            return new Denied(refused(Reason.UNAUTHENTICATED, "must be signed in"));
        }
        return access.toCollaborate(caller, id.get(), notMine);
    }
}
