package org.calque.projects.publicpaths;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.projects.PublicPathsStar;

@ApplicationScoped
class PublicPathsStarHandler implements Handler<PublicPathsStar> {
    private final PublicPathRows rows;

    PublicPathsStarHandler(PublicPathRows rows) {
        this.rows = rows;
    }

    @Override
    public Outcome handle(PublicPathsStar request, Caller caller) {
        return PublicPathIds.refusal(request.id(), caller, "must be signed in to star")
                .orElseGet(() -> rows.star(request.id(), caller.id())
                        ? done(new Replies.Empty())
                        : refused(Reason.NOT_FOUND, "no public path with id " + request.id()));
    }
}
