package org.calque.projects.publicpaths;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies.Bare;
import org.calque.messages.projects.PublicPathsListingCached;
import org.calque.projects.ProjectsConfig;

/// Read from the database each time: an index finds the rows, and nobody sees what was hidden a moment ago.
@ApplicationScoped
class PublicPathsListingCachedHandler implements Handler<PublicPathsListingCached> {
    private static final int MOST = 150;

    private final PublicPathRows rows;
    private final boolean listed;

    PublicPathsListingCachedHandler(PublicPathRows rows, ProjectsConfig config) {
        this.rows = rows;
        this.listed = config.publicPaths().listed();
    }

    @Override
    public Outcome handle(PublicPathsListingCached request, Caller caller) {
        return done(new Bare(listed ? rows.shown(caller.isAccount(), MOST) : null));
    }
}
