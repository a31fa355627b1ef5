package org.calque.projects.uploads;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.files.ProjectsFilesUploadsAbandon;
import org.calque.projects.files.FileDoor;

@ApplicationScoped
class ProjectsFilesUploadsAbandonHandler implements Handler<ProjectsFilesUploadsAbandon> {
    private final FileDoor door;
    private final Uploads uploads;

    ProjectsFilesUploadsAbandonHandler(FileDoor door, Uploads uploads) {
        this.door = door;
        this.uploads = uploads;
    }

    @Override
    public Outcome handle(ProjectsFilesUploadsAbandon request, Caller caller) {
        return door.writing(
                caller, request.projectId(), (home, project) -> uploads.abandon(project, request.uploadId()));
    }
}
