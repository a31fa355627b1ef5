package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.copies.CopyPathBetweenProjects;
import org.calque.messages.copies.CopyPathBetweenProjects.Queued;

@ApplicationScoped
class CopyPathBetweenProjectsHandler implements Handler<CopyPathBetweenProjects> {
    private final CopyRepository copies;
    private final CopyAccess access;
    private final CopyLimits limits;
    private final Workers workers;
    private final QueueClock clock;
    private final Endings endings;

    CopyPathBetweenProjectsHandler(
            CopyRepository copies,
            CopyAccess access,
            CopyLimits limits,
            Workers workers,
            QueueClock clock,
            Endings endings) {
        this.copies = copies;
        this.access = access;
        this.limits = limits;
        this.workers = workers;
        this.clock = clock;
        this.endings = endings;
    }

    @Override
    public Outcome handle(CopyPathBetweenProjects request, Caller caller) {
        return invalidProject(request)
                .or(() -> access.refusal(caller, request.srcProjectId(), request.targetProjectId()))
                .orElseGet(() -> accept(request, caller));
    }

    private static Optional<Outcome> invalidProject(CopyPathBetweenProjects request) {
        if (!Uuids.isUuid(request.srcProjectId())) {
            return invalid("src_project_id='" + request.srcProjectId() + "' not valid");
        }
        if (!Uuids.isUuid(request.targetProjectId())) {
            return invalid("target_project_id='" + request.targetProjectId() + "' not valid");
        }
        return Optional.empty();
    }

    private Outcome accept(CopyPathBetweenProjects request, Caller caller) {
        Instant scheduled = null;
        if (request.scheduled() != null && !request.scheduled().isNull()) {
            var time = ScheduledTime.parse(request.scheduled());
            if (time.isEmpty()) {
                return refused(
                        Reason.INVALID,
                        "opts.scheduled = "
                                + request.scheduled().asText(request.scheduled().toString())
                                + " is not a valid date. Can't be parsed by Date.parse()");
            }
            scheduled = time.get();
        }
        var copy = Copy.requested(request, scheduled, caller, Clock.systemUTC().instant(), limits.keep());
        return new CopyChecks(limits)
                .refusal(copy)
                .or(() -> invalidTimeout(request))
                .orElseGet(() -> enqueue(copy, request.waitUntilDone() && copy.scheduled == null));
    }

    private static Optional<Outcome> invalidTimeout(CopyPathBetweenProjects request) {
        return request.timeout() != null && request.timeout() < 0
                ? invalid("timeout must not be negative")
                : Optional.empty();
    }

    private Outcome enqueue(Copy copy, boolean wait) {
        if (!wait) {
            add(copy);
            return done(new Queued(copy.id));
        }
        endings.expect(copy.id);
        try {
            add(copy);
            return endings.await(copy.id)
                    .map(CopyPathBetweenProjectsHandler::ending)
                    .orElseGet(() -> refused(
                            Reason.FAILED,
                            "the copy has not ended within "
                                    + limits.longestWait().toSeconds() + " seconds; it goes on as copy_path_id='"
                                    + copy.id + "'"));
        } finally {
            endings.forget(copy.id);
        }
    }

    private void add(Copy copy) {
        copies.add(copy);
        if (copy.waitsForItsTime()) {
            clock.added(copy.due);
        } else {
            workers.handOver(copy.id, copy.targetProjectId);
        }
    }

    private static Outcome ending(Endings.Ended ended) {
        return ended.error() == null ? done(new Replies.Success()) : refused(Reason.FAILED, ended.error());
    }

    private static Optional<Outcome> invalid(String text) {
        return Optional.of(refused(Reason.INVALID, text));
    }
}
