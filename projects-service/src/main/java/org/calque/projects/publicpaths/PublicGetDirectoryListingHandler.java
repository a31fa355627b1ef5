package org.calque.projects.publicpaths;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.calque.kit.Handler;
import org.calque.kit.homes.Folder.Entry;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.FileNames;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.files.PublicGetDirectoryListing;
import org.calque.messages.files.PublicGetDirectoryListing.Item;
import org.calque.messages.files.PublicGetDirectoryListing.Listed;
import org.calque.messages.files.PublicGetDirectoryListing.Result;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.files.Listing;
import org.calque.projects.files.Listing.Order;

@ApplicationScoped
class PublicGetDirectoryListingHandler implements Handler<PublicGetDirectoryListing> {
    private final PublicPaths paths;
    private final PublicFiles files;
    private final int mostListed;

    PublicGetDirectoryListingHandler(PublicPaths paths, PublicFiles files, ProjectsConfig config) {
        this.paths = paths;
        this.files = files;
        this.mostListed = config.files().maxListed();
    }

    @Override
    public Outcome handle(PublicGetDirectoryListing request, Caller caller) {
        if (request.start() < 0) {
            return refused(Reason.INVALID, "start must not be negative");
        }
        var published = Uuids.parse(request.projectId()).flatMap(it -> paths.covering(it, request.path(), caller));
        if (published.isEmpty()) {
            return notPublic();
        }
        try {
            return done(new Listed(new Result(
                    files.read(published.get(), request.path(), (home, path) -> list(home, path, request)))));
        } catch (HomeException failure) {
            return failure.code() == Errno.EXDEV
                    ? notPublic()
                    : refused(Reason.FAILED, "Error: " + failure.getMessage());
        }
    }

    private List<Item> list(Home home, String path, PublicGetDirectoryListing request) throws HomeException {
        var order = request.time() ? Order.MTIME : Order.NAME;
        var limit = request.limit() < 0 ? mostListed : Math.min(request.limit(), mostListed);
        var from = Math.min(request.start(), mostListed);
        try (var folder = home.folder(path)) {
            var listing =
                    Listing.of(folder, request.hidden(), order, request.time(), Math.min(from + limit, mostListed));
            return listing.from(from).stream()
                    .map(PublicGetDirectoryListingHandler::item)
                    .toList();
        }
    }

    private static Item item(Entry entry) {
        return new Item(
                FileNames.shown(entry.name()),
                entry.info().size(),
                entry.info().modified().getEpochSecond(),
                entry.info().isDirectory() ? true : null);
    }

    private static Outcome notPublic() {
        return refused(Reason.FORBIDDEN, "not_public");
    }
}
