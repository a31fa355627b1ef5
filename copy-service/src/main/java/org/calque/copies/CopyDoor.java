package org.calque.copies;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.calque.kit.ProjectAccess;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;

/// The checks that calls of API v2 about one copy have in common, in the order of the contract.
@ApplicationScoped
class CopyDoor {
    private final CopyRepository copies;
    private final ProjectAccess projects;

    CopyDoor(CopyRepository copies, ProjectAccess projects) {
        this.copies = copies;
        this.projects = projects;
    }

    /// Whether there is such a copy for the caller.
    sealed interface Entered {
        record Found(Copy copy) implements Entered {}

        record Denied(Outcome why) implements Entered {}
    }

    Entered open(String copyId, Caller caller) {
        if (!Uuids.isUuid(copyId)) {
            return denied(Reason.INVALID, "copy_id must be a valid uuid");
        }
        if (!CopyAccess.isSomebody(caller)) {
            return denied(Reason.UNAUTHENTICATED, "must be signed in");
        }
        return copies.visible(UUID.fromString(copyId))
                .map(copy -> admit(copy, caller))
                .orElseGet(() -> denied(Reason.NOT_FOUND, "copy_id not found"));
    }

    private Entered admit(Copy copy, Caller caller) {
        var target = copy.targetProjectId;
        return projects.ofPeople(caller, List.of(target)).get(target).mayWrite()
                ? new Entered.Found(copy)
                : denied(Reason.FORBIDDEN, "must be a collaborator on the target project");
    }

    private static Entered denied(Reason reason, String words) {
        return new Entered.Denied(refused(reason, words));
    }
}
