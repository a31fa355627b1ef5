package org.calque.projects.files;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.files.ProjectsFilesRemove;
import org.calque.messages.files.ProjectsFilesRemove.Removed;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Room;

@ApplicationScoped
class ProjectsFilesRemoveHandler implements Handler<ProjectsFilesRemove> {
    private final FileDoor door;
    private final Room room;
    private final Duration longest;

    ProjectsFilesRemoveHandler(FileDoor door, Room room, ProjectsConfig config) {
        this.door = door;
        this.room = room;
        this.longest = config.files().longestRemoval();
    }

    @Override
    public Outcome handle(ProjectsFilesRemove request, Caller caller) {
        return door.writing(caller, request.projectId(), (home, project) -> {
            if (request.path() == null || request.path().isEmpty()) {
                return refused(Reason.INVALID, "path must be specified");
            }
            if (!request.recursive()) {
                home.remove(request.path());
                room.hasMore(project.projectId());
                return done(new Removed(1));
            }
            var end = System.nanoTime() + longest.toNanos();
            try {
                return done(new Removed(home.removeAll(request.path(), () -> System.nanoTime() < end)));
            } finally {
                room.hasMore(project.projectId());
            }
        });
    }
}
