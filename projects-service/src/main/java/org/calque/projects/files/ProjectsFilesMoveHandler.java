package org.calque.projects.files;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.files.ProjectsFilesMove;

@ApplicationScoped
class ProjectsFilesMoveHandler implements Handler<ProjectsFilesMove> {
    private final FileDoor door;

    ProjectsFilesMoveHandler(FileDoor door) {
        this.door = door;
    }

    @Override
    public Outcome handle(ProjectsFilesMove request, Caller caller) {
        return door.writing(caller, request.projectId(), (home, project) -> {
            if (request.path() == null || request.path().isEmpty()) {
                return refused(Reason.INVALID, "path must be specified");
            }
            if (request.target() == null || request.target().isEmpty()) {
                return refused(Reason.INVALID, "target must be specified");
            }
            var target = request.target().endsWith("/")
                    ? request.target() + Entries.lastOf(request.path())
                    : request.target();
            home.move(request.path(), target, request.replace());
            return done(new Replies.Ok());
        });
    }
}
