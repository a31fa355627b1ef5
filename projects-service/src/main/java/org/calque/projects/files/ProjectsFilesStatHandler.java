package org.calque.projects.files;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.files.ProjectsFilesStat;
import org.calque.messages.files.ProjectsFilesStat.Found;

@ApplicationScoped
class ProjectsFilesStatHandler implements Handler<ProjectsFilesStat> {
    private final FileDoor door;

    ProjectsFilesStatHandler(FileDoor door) {
        this.door = door;
    }

    @Override
    public Outcome handle(ProjectsFilesStat request, Caller caller) {
        var path = request.path();
        return door.reading(
                caller,
                request.projectId(),
                (home, project) -> done(new Found(Entries.of(home, path, Entries.lastOf(path), home.statLink(path)))));
    }
}
