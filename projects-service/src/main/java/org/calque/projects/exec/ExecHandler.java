package org.calque.projects.exec;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.projects.Exec;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.runtime.ExecRequest;

@ApplicationScoped
class ExecHandler implements Handler<Exec> {
    private static final String NO_JOBS = "asynchronous jobs (async_call, async_get) are not offered yet";

    private final Access access;
    private final Runs runs;

    ExecHandler(Access access, Runs runs) {
        this.access = access;
        this.runs = runs;
    }

    @Override
    public Outcome handle(Exec request, Caller caller) {
        if (caller.isNobody()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "invalid account_id or project_id -- all must be valid uuid's");
        }
        return switch (access.toCollaborate(caller, id.get(), "user must be a collaborator on the project")) {
            case Denied(var why) -> why;
            case Admitted _ when isJob(request) -> refused(Reason.NOT_OFFERED, NO_JOBS);
            case Admitted _ when request.command() == null -> refused(Reason.INVALID, "command must be specified");
            case Admitted(var project) ->
                runs.run(
                        project,
                        command(request),
                        request.aggregate(),
                        caller,
                        it -> done(new Exec.Output("blocking", it.stdout(), it.stderr(), it.exitCode())));
        };
    }

    private static boolean isJob(Exec request) {
        return Boolean.TRUE.equals(request.asyncCall()) || request.asyncGet() != null;
    }

    private static ExecRequest command(Exec request) {
        return new ExecRequest(
                request.command(),
                request.args(),
                request.path(),
                request.bash(),
                Runs.seconds(request.timeout()),
                Runs.characters(request.maxOutput()),
                request.errOnExit(),
                request.env());
    }
}
