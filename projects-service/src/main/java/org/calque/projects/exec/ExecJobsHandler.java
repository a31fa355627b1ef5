package org.calque.projects.exec;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.projects.ExecJobs;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.runtime.JobOutput.Stream;

@ApplicationScoped
class ExecJobsHandler implements Handler<ExecJobs> {
    private final JobDoor door;
    private final Jobs jobs;

    ExecJobsHandler(JobDoor door, Jobs jobs) {
        this.door = door;
        this.jobs = jobs;
    }

    @Override
    public Outcome handle(ExecJobs request, Caller caller) {
        return switch (door.toProject(caller, request.projectId())) {
            case Denied(var why) -> why;
            case Admitted(var project) ->
                done(new ExecJobs.Listed(jobs.of(project.projectId()).stream()
                        .filter(it -> request.status() == null || it.status.equals(request.status()))
                        .map(this::item)
                        .toList()));
        };
    }

    private ExecJobs.Item item(Job job) {
        var output = jobs.output(job);
        return new ExecJobs.Item(
                job.jobId,
                job.status,
                job.command,
                job.arguments(),
                job.path,
                job.startedAt.toEpochMilli(),
                job.pid,
                job.exitCode,
                job.elapsedSeconds(),
                output.size(Stream.STDOUT),
                output.size(Stream.STDERR),
                job.stdin);
    }
}
