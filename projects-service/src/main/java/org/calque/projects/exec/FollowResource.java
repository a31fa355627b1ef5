package org.calque.projects.exec;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.calque.kit.Call;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Stream;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.exec.JobDoor.Entry.Closed;
import org.calque.projects.exec.JobDoor.Entry.Open;

/// The output of a job while it runs, as Server-Sent Events that can be taken up again from any byte.
@Path("/streams/exec/follow")
public class FollowResource {
    private final JobDoor door;
    private final Jobs jobs;
    private final Semaphore places;
    private final Duration recheck;

    FollowResource(JobDoor door, Jobs jobs, ProjectsConfig config) {
        this.door = door;
        this.jobs = jobs;
        this.places = new Semaphore(config.jobs().followers());
        this.recheck = config.jobs().recheck();
    }

    /// @param stdout   the byte to begin with; 0 when absent
    /// @param stderr   the same for the other stream
    /// @param encoding `utf8` (default) or `base64`
    /// @param last     the id of the last event that the client has; stronger than `stdout` and `stderr`
    @GET
    @RunOnVirtualThread
    public Response follow(
            @QueryParam("project_id") String projectId,
            @QueryParam("job_id") String jobId,
            @QueryParam("stdout") String stdout,
            @QueryParam("stderr") String stderr,
            @QueryParam("encoding") String encoding,
            @HeaderParam("Last-Event-ID") String last,
            RoutingContext http) {
        var caller = Call.of(http).caller();
        var beyondLimits = caller.limits().refusalOf(Stream.EXEC_FOLLOW);
        if (beyondLimits.isPresent()) {
            return problem(Reason.FORBIDDEN, beyondLimits.get());
        }
        return switch (door.toJob(caller, projectId, jobId)) {
            case Closed(Outcome.Refused(var reason, Problem(String error, var _))) -> problem(reason, error);
            case Closed _ -> problem(Reason.FORBIDDEN, "the job cannot be followed");
            case Open(var job) -> {
                var position =
                        last == null || last.isBlank() ? FollowPosition.of(stdout, stderr) : FollowPosition.of(last);
                yield position.isEmpty()
                        ? problem(
                                Reason.INVALID,
                                "stdout and stderr must be numbers of bytes, and Last-Event-ID the id of an event of this stream")
                        : answer(caller, job, position.get(), encoding == null ? "utf8" : encoding, http);
            }
        };
    }

    private Response answer(Caller caller, Job job, FollowPosition from, String encoding, RoutingContext http) {
        if (!encoding.equals("utf8") && !encoding.equals("base64")) {
            return problem(Reason.INVALID, "encoding must be utf8 or base64");
        }
        if (from.end()) {
            return Response.noContent().build(); // tells a client that takes up streams by itself that this one is over
        }
        if (from.isBeyond(jobs.output(job))) {
            return Response.status(416)
                    .entity(Map.of("error", "the job has not written so much"))
                    .build();
        }
        var answer = Response.ok().type(MediaType.SERVER_SENT_EVENTS).header("Cache-Control", "no-store");
        if (http.request().method().equals(HttpMethod.HEAD)) {
            return answer.build();
        }
        if (!places.tryAcquire()) {
            return problem(Reason.UNAVAILABLE, "too many jobs are followed at present; try again soon");
        }
        StreamingOutput body = out -> {
            try {
                new Following(jobs, job, encoding, from, out, recheck, () -> stillOpen(caller, job, http)).run();
            } finally {
                places.release();
            }
        };
        return answer.entity(body).build();
    }

    /// Why the stream must end; empty when it may go on.
    private Optional<String> stillOpen(Caller caller, Job job, RoutingContext http) {
        if (http.response().closed()) {
            return Optional.of("the client has gone");
        }
        return door.mayFollow(caller, job) ? Optional.empty() : Optional.of("you may not follow this job any more");
    }

    private static Response problem(Reason reason, String error) {
        return Response.status(reason.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("error", error))
                .build();
    }
}
