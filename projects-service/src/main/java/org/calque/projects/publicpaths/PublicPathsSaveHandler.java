package org.calque.projects.publicpaths;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.projects.PublicPathsSave;
import org.calque.projects.Access;

/// What is published is read from the project itself, so there is no second copy to bring up to date: the time is
/// noted.
@ApplicationScoped
class PublicPathsSaveHandler implements Handler<PublicPathsSave> {
    private static final String NOT_SIGNED_IN = "must be signed in to save public path (have to be collab on project)";
    private static final String NOT_MINE =
            "user must be signed in as collaborator on the project containing the public path";

    private final PublicPathRows rows;
    private final Access access;

    PublicPathsSaveHandler(PublicPathRows rows, Access access) {
        this.rows = rows;
        this.access = access;
    }

    @Override
    public Outcome handle(PublicPathsSave request, Caller caller) {
        return PublicPathIds.refusal(request.id(), caller, NOT_SIGNED_IN)
                .orElseGet(() -> rows.projectOf(request.id())
                        .map(project -> save(request.id(), project, caller))
                        .orElseGet(() -> refused(Reason.NOT_FOUND, "no public path with id=" + request.id())));
    }

    private Outcome save(String id, UUID project, Caller caller) {
        if (access.standing(project, caller)
                .filter(it -> access.isCollaborator(caller, it))
                .isEmpty()) {
            return refused(Reason.FORBIDDEN, NOT_MINE);
        }
        rows.saved(id);
        return done(new Replies.Empty());
    }
}
