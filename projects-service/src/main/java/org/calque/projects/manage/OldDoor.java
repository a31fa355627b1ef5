package org.calque.projects.manage;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.messages.Caller;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;

/// The checks of the events of API v1 that touch a project and let go of it, in the words of the contract.
@ApplicationScoped
class OldDoor {
    private static final int LONGEST_ID_SHOWN = 100;

    private final Access access;

    OldDoor(Access access) {
        this.access = access;
    }

    /// @param unable what cannot be done, up to the project's id
    Admission open(Caller caller, String projectId, String unable) {
        var words = unable + shortened(projectId) + " -- ";
        var id = Uuids.parse(projectId);
        if (id.isEmpty()) {
            return denied(Reason.INVALID, words + "project_id must be specified and valid");
        }
        if (caller.isNobody()) {
            return denied(Reason.UNAUTHENTICATED, words + "you must be signed in to access project");
        }
        return access.standing(id.get(), caller)
                .filter(it -> access.mayWrite(caller, it))
                .<Admission>map(it -> it.isDeleted()
                        ? denied(Reason.CONFLICT, words + "it is deleted; restore it before you use it")
                        : new Admitted(it))
                .orElseGet(() -> denied(Reason.FORBIDDEN, words + "must have write access"));
    }

    private static Denied denied(Reason reason, String words) {
        return new Denied(refused(reason, words));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ID_SHOWN ? text : text.substring(0, LONGEST_ID_SHOWN) + "…";
    }
}
