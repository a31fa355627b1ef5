package org.calque.projects.publicpaths;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.projects.PublicPathsUnstar;

/// A star can be taken off what is published no longer, too.
@ApplicationScoped
class PublicPathsUnstarHandler implements Handler<PublicPathsUnstar> {
    private final PublicPathRows rows;

    PublicPathsUnstarHandler(PublicPathRows rows) {
        this.rows = rows;
    }

    @Override
    public Outcome handle(PublicPathsUnstar request, Caller caller) {
        return PublicPathIds.refusal(request.id(), caller, "must be signed in to unstar")
                .orElseGet(() -> {
                    if (rows.projectOf(request.id()).isEmpty()) {
                        return refused(Reason.NOT_FOUND, "no public path with id " + request.id());
                    }
                    rows.unstar(request.id(), caller.id());
                    return done(new Replies.Empty());
                });
    }
}
