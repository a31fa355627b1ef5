package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.projects.ProjectsDelete;
import org.calque.projects.Access;
import org.calque.projects.Deletion;

@ApplicationScoped
class ProjectsDeleteHandler implements Handler<ProjectsDelete> {
    private final Access access;
    private final Deletion deletion;

    ProjectsDeleteHandler(Access access, Deletion deletion) {
        this.access = access;
        this.deletion = deletion;
    }

    @Override
    public Outcome handle(ProjectsDelete request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a valid UUID");
        }
        var project = access.standing(id.get(), caller).filter(it -> access.mayManage(caller, it));
        if (project.isEmpty()) {
            return refused(Reason.FORBIDDEN, "must be an owner to delete a project");
        }
        deletion.mark(id.get(), true, caller.id());
        deletion.stop(project.get());
        return done(new Replies.Ok());
    }
}
