package org.calque.projects.files;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.projects.ProjectsWriteTextFile;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Standing;
import org.calque.projects.files.TextFiles.Failed;

@ApplicationScoped
class ProjectsWriteTextFileHandler implements Handler<ProjectsWriteTextFile> {
    private static final String NOT_MINE = "callProject -- authenticated user must be a collaborator on the project";

    private final Access access;
    private final TextFiles files;

    ProjectsWriteTextFileHandler(Access access, TextFiles files) {
        this.access = access;
        this.files = files;
    }

    @Override
    public Outcome handle(ProjectsWriteTextFile request, Caller caller) {
        if (caller.isNobody()) {
            return refused(Reason.UNAUTHENTICATED, "must be authenticated");
        }
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "must set project_id to a valid uuid");
        }
        if (request.path() == null || request.path().isEmpty()) {
            return refused(Reason.INVALID, "must specify a 'path'");
        }
        if (request.content() == null) {
            return refused(Reason.INVALID, "must include content of file");
        }
        return switch (access.toCollaborate(caller, id.get(), NOT_MINE)) {
            case Denied(var why) -> why;
            case Admitted(var project) -> write(project, request, caller);
        };
    }

    private Outcome write(Standing project, ProjectsWriteTextFile request, Caller caller) {
        files.use(project, caller);
        try {
            files.write(project, request.path(), request.content());
            files.used(project, request.path(), caller);
            return done(new Replies.Ok());
        } catch (Failed failure) {
            return refused(Reason.FAILED, failure.getMessage());
        }
    }
}
