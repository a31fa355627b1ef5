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
import org.calque.messages.projects.ProjectsRestore;
import org.calque.projects.Access;
import org.calque.projects.Deletion;

@ApplicationScoped
class ProjectsRestoreHandler implements Handler<ProjectsRestore> {
    private final Access access;
    private final Deletion deletion;

    ProjectsRestoreHandler(Access access, Deletion deletion) {
        this.access = access;
        this.deletion = deletion;
    }

    @Override
    public Outcome handle(ProjectsRestore request, Caller caller) {
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (access.standing(id.get(), caller)
                .filter(it -> access.mayManage(caller, it))
                .isEmpty()) {
            return refused(Reason.FORBIDDEN, "must be an owner to restore a project");
        }
        deletion.mark(id.get(), false, caller.id());
        return done(new Replies.Ok());
    }
}
