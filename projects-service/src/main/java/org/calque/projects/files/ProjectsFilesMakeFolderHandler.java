package org.calque.projects.files;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.files.ProjectsFilesMakeFolder;
import org.calque.projects.Room;

@ApplicationScoped
class ProjectsFilesMakeFolderHandler implements Handler<ProjectsFilesMakeFolder> {
    private final FileDoor door;
    private final Room room;

    ProjectsFilesMakeFolderHandler(FileDoor door, Room room) {
        this.door = door;
        this.room = room;
    }

    @Override
    public Outcome handle(ProjectsFilesMakeFolder request, Caller caller) {
        return door.writing(caller, request.projectId(), (home, project) -> {
            if (request.path() == null || request.path().isEmpty()) {
                return refused(Reason.INVALID, "path must be specified");
            }
            room.check(project, 0, request.path());
            home.makeFolders(request.path());
            return done(new Replies.Ok());
        });
    }
}
