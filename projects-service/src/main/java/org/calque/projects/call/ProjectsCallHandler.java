package org.calque.projects.call;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies.Bare;
import org.calque.messages.Uuids;
import org.calque.messages.projects.ProjectsCall;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;

/// Lets people of the project in, and hands their message to whoever answers the event of that name.
@ApplicationScoped
class ProjectsCallHandler implements Handler<ProjectsCall> {
    private static final String NOT_MINE = "callProject -- authenticated user must be a collaborator on the project";

    private final Access access;
    private final Dispatch dispatch;

    ProjectsCallHandler(Access access, Dispatch dispatch) {
        this.access = access;
        this.dispatch = dispatch;
    }

    @Override
    public Outcome handle(ProjectsCall request, Caller caller) {
        if (caller.isNobody()) {
            return refused(
                    Reason.UNAUTHENTICATED, "callProject -- user must be authenticated (no account_id specified)");
        }
        if (request.projectId() == null || request.projectId().isEmpty()) {
            return refused(Reason.INVALID, "callProject -- must specify project_id");
        }
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "invalid account_id or project_id -- all must be valid uuid's");
        }
        return switch (access.toCollaborate(caller, id.get(), NOT_MINE)) {
            case Denied(var why) -> why;
            case Admitted(var project) ->
                request.mesg() instanceof ObjectNode mesg && mesg.path("event").isTextual()
                        ? call(new Message(project, mesg.deepCopy()), caller)
                        : refused(Reason.INVALID, "callProject -- mesg must be an object with an event");
        };
    }

    private Outcome call(Message message, Caller caller) {
        var given = message.options().path("id");
        var id = given.isMissingNode() || given.isNull() ? UUID.randomUUID().toString() : given.asText();
        return done(new Bare(message.answered(
                given.isMissingNode() || given.isNull() ? null : given,
                id,
                dispatch.answer(message, caller.inMessage(id)))));
    }
}
