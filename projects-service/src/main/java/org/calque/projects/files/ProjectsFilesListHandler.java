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
import org.calque.messages.files.ProjectsFilesList;
import org.calque.messages.files.ProjectsFilesList.Page;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.ReplyMemory;
import org.calque.projects.files.Listing.Order;

@ApplicationScoped
class ProjectsFilesListHandler implements Handler<ProjectsFilesList> {
    private static final int BYTES_PER_ENTRY = 250;

    private final FileDoor door;
    private final ReplyMemory memory;
    private final int mostListed;
    private final int pageSize;

    ProjectsFilesListHandler(FileDoor door, ReplyMemory memory, ProjectsConfig config) {
        this.door = door;
        this.memory = memory;
        this.mostListed = config.files().maxListed();
        this.pageSize = config.files().pageSize();
    }

    @Override
    public Outcome handle(ProjectsFilesList request, Caller caller) {
        return door.reading(caller, request.projectId(), (home, project) -> {
            var limit = request.limit() == null ? pageSize : request.limit();
            if (request.offset() > mostListed || limit > mostListed || request.offset() + limit > mostListed) {
                return refused(Reason.INVALID, "offset and limit must together be at most %d".formatted(mostListed));
            }
            return done(page(home, request, Order.named(request.sort()).orElseThrow(), limit));
        });
    }

    private Page page(Home home, ProjectsFilesList request, Order order, long limit) throws HomeException {
        try (var folder = home.folder(request.path())) {
            var most = request.offset() + limit;
            var listing = Listing.of(folder, request.hidden(), order, request.descending(), most);
            var entries = listing.from(request.offset());
            memory.take((long) entries.size() * BYTES_PER_ENTRY);
            return new Page(
                    folder.path(),
                    listing.total(),
                    entries.stream()
                            .map(it -> Entries.of(home, Entries.in(request.path(), it.name()), it.name(), it.info()))
                            .toList());
        }
    }
}
