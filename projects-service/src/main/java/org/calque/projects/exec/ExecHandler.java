package org.calque.projects.exec;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.projects.Exec;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Activity;
import org.calque.projects.Standing;
import org.calque.projects.runtime.ExecRequest;
import org.calque.projects.runtime.ExecTexts;
import org.calque.projects.runtime.RuntimeUnavailable;

@ApplicationScoped
class ExecHandler implements Handler<Exec> {
    private final JobDoor door;
    private final Runs runs;
    private final Jobs jobs;
    private final JobViews views;
    private final Activity activity;

    ExecHandler(JobDoor door, Runs runs, Jobs jobs, JobViews views, Activity activity) {
        this.door = door;
        this.runs = runs;
        this.jobs = jobs;
        this.views = views;
        this.activity = activity;
    }

    @Override
    public Outcome handle(Exec request, Caller caller) {
        return switch (door.toProject(caller, request.projectId())) {
            case Denied(var why) -> why;
            case Admitted(var project) when request.asyncGet() != null -> tell(project, request);
            case Admitted _ when request.command() == null -> refused(Reason.INVALID, "command must be specified");
            case Admitted(var project) when request.asyncCall() -> begin(project, request, caller);
            case Admitted(var project) ->
                runs.run(
                        project,
                        command(request),
                        request.aggregate(),
                        caller,
                        it -> done(new Exec.Output("blocking", it.stdout(), it.stderr(), it.exitCode())));
        };
    }

    private Outcome begin(Standing project, Exec request, Caller caller) {
        var asked = command(request);
        var problem = Runs.problem(asked).or(() -> ExecTexts.refusal(asked));
        if (problem.isPresent()) {
            return Runs.refusal(Reason.INVALID, asked, problem.get());
        }
        activity.note(caller, project.projectId());
        try {
            var command = asked.withEnv(Runs.environment(project, asked.env()));
            var stdin = Boolean.TRUE.equals(request.stdin());
            return done(views.begun(jobs.start(project, command, asked.timeout(), stdin, caller)));
        } catch (RuntimeUnavailable unavailable) {
            return Runs.refusal(Reason.UNAVAILABLE, asked, unavailable.getMessage());
        }
    }

    private Outcome tell(Standing project, Exec request) {
        Optional<Job> job = Uuids.parse(request.asyncGet()).flatMap(id -> jobs.find(project.projectId(), id));
        if (job.isEmpty()) {
            var why = JobDoor.unknown(request.asyncGet());
            return refused(
                    Reason.NOT_FOUND,
                    new Problem("Error executing command 'undefined' with args 'undefined' -- " + why, why));
        }
        var wanted = Boolean.TRUE.equals(request.asyncAwait()) ? jobs.await(job.get()) : job.get();
        return done(views.now(wanted, Boolean.TRUE.equals(request.asyncStats())));
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
