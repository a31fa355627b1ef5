package org.calque.projects.jupyter;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;

/// Jupyter kernels, which this server does not run: who may ask for one is told so, everybody else is refused.
@ApplicationScoped
class Jupyter {
    private static final String NOT_MINE = "Error: permission denied -- user must be collaborator on project";
    private static final String NOT_ENABLED = "Error: Jupyter API is not enabled on this server.";

    private final Access access;

    Jupyter(Access access) {
        this.access = access;
    }

    /// @param projectId null for the kernels that belong to no project
    Outcome refusal(Caller caller, String projectId) {
        if (projectId == null) {
            return refused(Reason.NOT_OFFERED, NOT_ENABLED);
        }
        var id = Uuids.parse(projectId);
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "Error: project_id must be a valid uuid");
        }
        return switch (access.toCollaborate(caller, id.get(), NOT_MINE)) {
            case Denied(var why) -> why;
            case Admitted _ -> refused(Reason.NOT_OFFERED, NOT_ENABLED);
        };
    }
}
