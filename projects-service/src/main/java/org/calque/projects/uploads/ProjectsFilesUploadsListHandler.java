package org.calque.projects.uploads;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies.Bare;
import org.calque.messages.files.ProjectsFilesUploadsList;
import org.calque.projects.files.FileDoor;

@ApplicationScoped
class ProjectsFilesUploadsListHandler implements Handler<ProjectsFilesUploadsList> {
    private final FileDoor door;
    private final Uploads uploads;

    ProjectsFilesUploadsListHandler(FileDoor door, Uploads uploads) {
        this.door = door;
        this.uploads = uploads;
    }

    @Override
    public Outcome handle(ProjectsFilesUploadsList request, Caller caller) {
        return door.reading(caller, request.projectId(), (home, project) -> done(new Bare(uploads.of(project))));
    }
}
