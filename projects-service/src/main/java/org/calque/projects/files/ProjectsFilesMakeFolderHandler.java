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

@ApplicationScoped
class ProjectsFilesMakeFolderHandler implements Handler<ProjectsFilesMakeFolder> {
    private final FileDoor door;

    ProjectsFilesMakeFolderHandler(FileDoor door) {
        this.door = door;
    }

    @Override
    public Outcome handle(ProjectsFilesMakeFolder request, Caller caller) {
        return door.writing(caller, request.projectId(), (home, project) -> {
            if (request.path() == null || request.path().isEmpty()) {
                return refused(Reason.INVALID, "path must be specified");
            }
            home.makeFolders(request.path());
            return done(new Replies.Ok());
        });
    }
}
