package org.calque.projects.exec;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.projects.ProjectExec;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.runtime.ExecRequest;

@ApplicationScoped
class ProjectExecHandler implements Handler<ProjectExec> {
    private final Access access;
    private final Runs runs;

    ProjectExecHandler(Access access, Runs runs) {
        this.access = access;
        this.runs = runs;
    }

    @Override
    public Outcome handle(ProjectExec request, Caller caller) {
        return switch (access.toWrite(caller, request.projectId())) {
            case Denied(var why) -> why;
            case Admitted(var project) ->
                runs.run(
                        project,
                        command(request),
                        request.aggregate(),
                        caller,
                        it -> done(new ProjectExec.Output("blocking", it.stdout(), it.stderr(), it.exitCode())));
        };
    }

    private static ExecRequest command(ProjectExec request) {
        return new ExecRequest(
                request.command(),
                request.args(),
                request.path(),
                request.bash(),
                Runs.seconds(request.timeout()),
                Runs.characters(request.maxOutput()),
                request.errOnExit(),
                Map.of());
    }
}
