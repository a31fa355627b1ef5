package org.calque.projects.exec;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.calque.kit.Call;
import org.calque.kit.EventStream;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Stream;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.exec.JobDoor.Entry.Closed;
import org.calque.projects.exec.JobDoor.Entry.Open;

/// Where jobs are followed: `GET …/exec/follow`, answered by their output while they run, which can be taken up again
/// from any byte.
@ApplicationScoped
class FollowDoor {
    private static final int NOTHING_MORE = 204;
    private static final int NOT_SO_MUCH = 416;

    private final JobDoor door;
    private final Jobs jobs;
    private final Semaphore places;
    private final Duration recheck;
    private volatile boolean closing;

    FollowDoor(JobDoor door, Jobs jobs, ProjectsConfig config) {
        this.door = door;
        this.jobs = jobs;
        this.places = new Semaphore(config.jobs().followers());
        this.recheck = config.jobs().recheck();
    }

    void open(@Observes Router router) {
        EventStream.answer(router, Stream.EXEC_FOLLOW, this::answer);
    }

    /// Clients take up their streams elsewhere by themselves.
    void close(@Observes ShutdownDelayInitiatedEvent stopping) {
        closing = true;
    }

    void closeForGood(@Observes ShutdownEvent stopping) {
        closing = true;
    }

    private void answer(RoutingContext http) throws InterruptedException {
        var caller = Call.of(http).caller();
        var beyondLimits = caller.limits().refusalOf(Stream.EXEC_FOLLOW);
        if (beyondLimits.isPresent()) {
            refuse(http, Reason.FORBIDDEN, beyondLimits.get());
            return;
        }
        var request = http.request();
        switch (door.toJob(caller, request.getParam("project_id"), request.getParam("job_id"))) {
            case Closed(Outcome.Refused(var reason, Problem(String error, var _))) -> refuse(http, reason, error);
            case Closed _ -> refuse(http, Reason.FORBIDDEN, "the job cannot be followed");
            case Open(var job) -> {
                var last = request.getHeader("Last-Event-ID");
                var position = last == null || last.isBlank()
                        ? FollowPosition.of(request.getParam("stdout"), request.getParam("stderr"))
                        : FollowPosition.of(last);
                if (position.isEmpty()) {
                    refuse(
                            http,
                            Reason.INVALID,
                            "stdout and stderr must be numbers of bytes, and Last-Event-ID the id of an event of this stream");
                } else {
                    follow(http, caller, job, position.get());
                }
            }
        }
    }

    private void follow(RoutingContext http, Caller caller, Job job, FollowPosition from) throws InterruptedException {
        var encoding = http.request().getParam("encoding", "utf8");
        if (!encoding.equals("utf8") && !encoding.equals("base64")) {
            refuse(http, Reason.INVALID, "encoding must be utf8 or base64");
        } else if (from.end()) {
            // Tells a client that takes up streams by itself that this one is over.
            http.response().setStatusCode(NOTHING_MORE).end();
        } else if (from.isBeyond(jobs.output(job))) {
            EventStream.refuse(http, NOT_SO_MUCH, "the job has not written so much");
        } else if (!places.tryAcquire()) {
            refuse(http, Reason.UNAVAILABLE, "too many jobs are followed at present; try again soon");
        } else {
            try {
                new Following(jobs, job, encoding, from, recheck, () -> stillOpen(caller, job, http))
                        .tell(http.response(), () -> closing);
                http.response().end();
            } finally {
                places.release();
            }
        }
    }

    /// Why the stream must end; empty when it may go on.
    private Optional<String> stillOpen(Caller caller, Job job, RoutingContext http) {
        if (http.response().closed()) {
            return Optional.of("the client has gone");
        }
        return door.mayFollow(caller, job) ? Optional.empty() : Optional.of("you may not follow this job any more");
    }

    private static void refuse(RoutingContext http, Reason reason, String error) {
        EventStream.refuse(http, reason.status(), error);
    }
}
