package org.calque.projects.uploads;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.files.ProjectsFilesUploadsFinish;
import org.calque.messages.files.ProjectsFilesUploadsFinish.Written;
import org.calque.projects.accesses.AccessLog;
import org.calque.projects.files.FileDoor;

@ApplicationScoped
class ProjectsFilesUploadsFinishHandler implements Handler<ProjectsFilesUploadsFinish> {
    private final FileDoor door;
    private final Uploads uploads;
    private final AccessLog accesses;

    ProjectsFilesUploadsFinishHandler(FileDoor door, Uploads uploads, AccessLog accesses) {
        this.door = door;
        this.uploads = uploads;
        this.accesses = accesses;
    }

    @Override
    public Outcome handle(ProjectsFilesUploadsFinish request, Caller caller) {
        return door.writing(caller, request.projectId(), (home, project) -> {
            var outcome = uploads.finish(project, request.uploadId(), request.reprDigest());
            if (outcome instanceof Outcome.Done(Written(var path, var size, var etag, var digest), var cookies)) {
                accesses.note(caller, project.projectId(), path);
            }
            return outcome;
        });
    }
}
