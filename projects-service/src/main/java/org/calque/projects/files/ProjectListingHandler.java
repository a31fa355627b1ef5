package org.calque.projects.files;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies.Bare;
import org.calque.messages.bridge.ProjectListing;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.ReplyMemory;
import org.calque.projects.files.Listing.Order;

@ApplicationScoped
class ProjectListingHandler implements Handler<ProjectListing> {
    private static final int BYTES_PER_ENTRY = 150;

    private final FileDoor door;
    private final ReplyMemory memory;
    private final int most;

    ProjectListingHandler(FileDoor door, ReplyMemory memory, ProjectsConfig config) {
        this.door = door;
        this.memory = memory;
        this.most = config.files().maxListed();
    }

    @Override
    public Outcome handle(ProjectListing request, Caller caller) {
        var path = request.path() == null ? "" : request.path();
        return door.reading(caller, request.projectId(), (home, project) -> list(home, path, request));
    }

    private Outcome list(Home home, String path, ProjectListing request) throws HomeException {
        try (var folder = home.folder(path)) {
            var listing = Listing.of(folder, Boolean.TRUE.equals(request.hidden()), Order.NAME, false, most);
            if (listing.total() > most) {
                return refused(
                        Reason.TOO_LARGE,
                        "the folder holds %d entries; at most %d can be listed at once"
                                .formatted(listing.total(), most));
            }
            memory.take((long) listing.first().size() * BYTES_PER_ENTRY);
            return done(new Bare(listing.first().stream()
                    .map(it -> Entries.item(home, path, it))
                    .toList()));
        }
    }
}
