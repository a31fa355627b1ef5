package org.calque.projects.uploads;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.files.ProjectsFilesUploadsCreate;
import org.calque.projects.files.FileDoor;

@ApplicationScoped
class ProjectsFilesUploadsCreateHandler implements Handler<ProjectsFilesUploadsCreate> {
    private final FileDoor door;
    private final Uploads uploads;

    ProjectsFilesUploadsCreateHandler(FileDoor door, Uploads uploads) {
        this.door = door;
        this.uploads = uploads;
    }

    @Override
    public Outcome handle(ProjectsFilesUploadsCreate request, Caller caller) {
        return door.writing(caller, request.projectId(), (home, project) -> uploads.begin(project, request));
    }
}
