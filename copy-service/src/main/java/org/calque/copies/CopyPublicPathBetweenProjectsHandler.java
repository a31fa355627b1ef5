package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.calque.copies.CopyDesk.Taken;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.copies.CopyPublicPathBetweenProjects;

@ApplicationScoped
class CopyPublicPathBetweenProjectsHandler implements Handler<CopyPublicPathBetweenProjects> {
    private static final String NOT_SIGNED_IN = "user must be signed in before accessing projects";

    private final CopyAccess access;
    private final PublicPaths publicPaths;
    private final CopyDesk desk;

    CopyPublicPathBetweenProjectsHandler(CopyAccess access, PublicPaths publicPaths, CopyDesk desk) {
        this.access = access;
        this.publicPaths = publicPaths;
        this.desk = desk;
    }

    @Override
    public Outcome handle(CopyPublicPathBetweenProjects request, Caller caller) {
        return CopyChecks.invalidProjects(request.srcProjectId(), request.targetProjectId())
                .or(() -> notWritable(request, caller))
                .or(() -> publicPaths.refusal(caller, UUID.fromString(request.srcProjectId()), request.srcPath(), null))
                .orElseGet(() -> answer(desk.take(CopyWish.of(request), caller, true)));
    }

    private Optional<Outcome> notWritable(CopyPublicPathBetweenProjects request, Caller caller) {
        if (!CopyAccess.isSomebody(caller)) {
            return Optional.of(refused(Reason.UNAUTHENTICATED, NOT_SIGNED_IN));
        }
        return access.mayWrite(caller, UUID.fromString(request.targetProjectId()))
                ? Optional.empty()
                : Optional.of(refused(
                        Reason.FORBIDDEN,
                        "user must have write access to target project " + request.targetProjectId()));
    }

    private static Outcome answer(Taken taken) {
        return switch (taken) {
            case Taken.Declined(var why) -> why;
            case Taken.Queued(var id) -> throw new IllegalStateException("copy " + id + " was to be waited for");
            case Taken.Succeeded() -> done(new Replies.Success());
            case Taken.Failed(var why) -> why;
        };
    }
}
