package org.calque.projects.accesses;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.bridge.DbTouch;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Activity;
import org.calque.projects.Standing;

@ApplicationScoped
class DbTouchHandler implements Handler<DbTouch> {
    private final Access access;
    private final Activity activity;
    private final AccessLog accesses;
    private final FileUses uses;

    DbTouchHandler(Access access, Activity activity, AccessLog accesses, FileUses uses) {
        this.access = access;
        this.activity = activity;
        this.accesses = accesses;
        this.uses = uses;
    }

    @Override
    public Outcome handle(DbTouch request, Caller caller) {
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        var path = request.path();
        if (path != null && path.indexOf('\0') >= 0) {
            return refused(Reason.INVALID, "path must hold no NUL");
        }
        return switch (access.toCollaborate(caller, id.get(), "user must be a collaborator on the project")) {
            case Denied(var why) -> why;
            case Admitted(var project) -> touch(project, request, caller);
        };
    }

    private Outcome touch(Standing project, DbTouch request, Caller caller) {
        activity.touch(caller, project.projectId());
        if (request.path() != null && !request.path().isEmpty()) {
            accesses.note(caller, project.projectId(), request.path());
            uses.note(caller, project.projectId(), request.path(), request.action());
        }
        return done(new Replies.Empty());
    }
}
