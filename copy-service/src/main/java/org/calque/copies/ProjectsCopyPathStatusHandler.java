package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.kit.ProjectAccess;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.copies.ProjectsCopyPathStatus;
import org.calque.messages.copies.ProjectsCopyPathStatus.Standing;

@ApplicationScoped
class ProjectsCopyPathStatusHandler implements Handler<ProjectsCopyPathStatus> {
    private final CopyRepository copies;
    private final ProjectAccess projects;

    ProjectsCopyPathStatusHandler(CopyRepository copies, ProjectAccess projects) {
        this.copies = copies;
        this.projects = projects;
    }

    @Override
    public Outcome handle(ProjectsCopyPathStatus request, Caller caller) {
        if (!Uuids.isUuid(request.copyId())) {
            return refused(Reason.INVALID, "copy_id must be a valid uuid");
        }
        if (!CopyAccess.isSomebody(caller)) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        return copies.visible(UUID.fromString(request.copyId()))
                .map(copy -> standing(copy, caller))
                .orElseGet(() -> refused(Reason.NOT_FOUND, "copy_id not found"));
    }

    private Outcome standing(Copy copy, Caller caller) {
        var level = projects.ofPeople(caller, List.of(copy.targetProjectId)).get(copy.targetProjectId);
        return level.mayWrite()
                ? done(new Standing(copy.started, copy.finished, copy.error))
                : refused(Reason.FORBIDDEN, "must be a collaborator on the target project");
    }
}
