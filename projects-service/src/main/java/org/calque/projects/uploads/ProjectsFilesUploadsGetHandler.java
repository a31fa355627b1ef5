package org.calque.projects.uploads;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.files.ProjectsFilesUploadsGet;
import org.calque.projects.files.FileDoor;

@ApplicationScoped
class ProjectsFilesUploadsGetHandler implements Handler<ProjectsFilesUploadsGet> {
    private final FileDoor door;
    private final Uploads uploads;

    ProjectsFilesUploadsGetHandler(FileDoor door, Uploads uploads) {
        this.door = door;
        this.uploads = uploads;
    }

    @Override
    public Outcome handle(ProjectsFilesUploadsGet request, Caller caller) {
        return door.reading(caller, request.projectId(), (home, project) -> uploads.state(project, request.uploadId()));
    }
}
