package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.copies.CopyDesk.Taken;
import org.calque.kit.Handler;
import org.calque.kit.ProjectAccess;
import org.calque.kit.ProjectAccess.Level;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.copies.ProjectsCopyPath;
import org.calque.messages.copies.ProjectsCopyPath.Accepted;

/// The checks come in the order of the contract: what was given, who calls, target, source.
@ApplicationScoped
class ProjectsCopyPathHandler implements Handler<ProjectsCopyPath> {
    private static final String NOT_ON_TARGET = "must be a collaborator on target project";
    private static final String NOT_ON_SOURCE = "must be a collaborator on source project";

    private final ProjectAccess projects;
    private final PublicPaths publicPaths;
    private final CopyDesk desk;

    ProjectsCopyPathHandler(ProjectAccess projects, PublicPaths publicPaths, CopyDesk desk) {
        this.projects = projects;
        this.publicPaths = publicPaths;
        this.desk = desk;
    }

    @Override
    public Outcome handle(ProjectsCopyPath request, Caller caller) {
        return refusal(request, caller)
                .orElseGet(() -> answer(desk.take(CopyWish.of(request), caller, request.waitUntilDone())));
    }

    /// Why the caller may not ask for this copy; empty when it may.
    Optional<Outcome> refusal(ProjectsCopyPath request, Caller caller) {
        return incomplete(request).or(() -> forbidden(request, caller));
    }

    private static Optional<Outcome> incomplete(ProjectsCopyPath request) {
        if (request.path() == null || request.path().isEmpty()) {
            return invalid("path must be specified");
        }
        if (!Uuids.isUuid(request.srcProjectId())) {
            return invalid("src_project_id must be a valid uuid");
        }
        if (!Uuids.isUuid(request.targetProjectId())) {
            return invalid("target_project_id must be a valid uuid");
        }
        return Optional.empty();
    }

    private Optional<Outcome> forbidden(ProjectsCopyPath request, Caller caller) {
        if (!CopyAccess.isSomebody(caller)) {
            return Optional.of(refused(Reason.UNAUTHENTICATED, "must be signed in"));
        }
        var source = UUID.fromString(request.srcProjectId());
        var target = UUID.fromString(request.targetProjectId());
        Map<UUID, Level> levels = projects.ofPeople(caller, List.of(source, target));
        if (!levels.get(target).mayWrite()) {
            return Optional.of(refused(Reason.FORBIDDEN, NOT_ON_TARGET));
        }
        if (request.publicId() != null) {
            return publicPaths.refusal(caller, source, request.path(), request.publicId());
        }
        return levels.get(source).mayWrite() ? Optional.empty() : Optional.of(refused(Reason.FORBIDDEN, NOT_ON_SOURCE));
    }

    private static Outcome answer(Taken taken) {
        return switch (taken) {
            case Taken.Declined(var why) -> why;
            case Taken.Queued(var id) -> done(new Accepted(id.toString()));
            case Taken.Succeeded() -> done(new Accepted(""));
            case Taken.Failed(var why) -> why;
        };
    }

    private static Optional<Outcome> invalid(String words) {
        return Optional.of(refused(Reason.INVALID, words));
    }
}
