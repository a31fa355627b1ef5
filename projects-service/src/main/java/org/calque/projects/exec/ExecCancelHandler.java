package org.calque.projects.exec;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.projects.ExecCancel;
import org.calque.projects.exec.JobDoor.Entry.Closed;
import org.calque.projects.exec.JobDoor.Entry.Open;

/// Answers with the job as it has ended.
@ApplicationScoped
class ExecCancelHandler implements Handler<ExecCancel> {
    private final JobDoor door;
    private final Jobs jobs;
    private final JobViews views;

    ExecCancelHandler(JobDoor door, Jobs jobs, JobViews views) {
        this.door = door;
        this.jobs = jobs;
        this.views = views;
    }

    @Override
    public Outcome handle(ExecCancel request, Caller caller) {
        return switch (door.toJob(caller, request.projectId(), request.jobId())) {
            case Closed(var why) -> why;
            case Open(var job) -> {
                var running = jobs.running(job);
                if (running.isPresent()) {
                    try {
                        running.get().cancel();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                yield done(views.now(jobs.await(job), false));
            }
        };
    }
}
