package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.copies.CopyDesk.Taken;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.copies.CopyPathBetweenProjects;
import org.calque.messages.copies.CopyPathBetweenProjects.Queued;

@ApplicationScoped
class CopyPathBetweenProjectsHandler implements Handler<CopyPathBetweenProjects> {
    private final CopyAccess access;
    private final CopyDesk desk;

    CopyPathBetweenProjectsHandler(CopyAccess access, CopyDesk desk) {
        this.access = access;
        this.desk = desk;
    }

    @Override
    public Outcome handle(CopyPathBetweenProjects request, Caller caller) {
        return CopyChecks.invalidProjects(request.srcProjectId(), request.targetProjectId())
                .or(() -> access.refusal(caller, request.srcProjectId(), request.targetProjectId()))
                .orElseGet(() -> accept(request, caller));
    }

    private Outcome accept(CopyPathBetweenProjects request, Caller caller) {
        var given = request.scheduled();
        if (given == null || given.isNull()) {
            return answer(desk.take(CopyWish.of(request, null), caller, request.waitUntilDone()));
        }
        return ScheduledTime.parse(given)
                .map(time -> answer(desk.take(CopyWish.of(request, time), caller, false)))
                .orElseGet(() -> refused(
                        Reason.INVALID,
                        "opts.scheduled = " + given.asText(given.toString())
                                + " is not a valid date. Can't be parsed by Date.parse()"));
    }

    private static Outcome answer(Taken taken) {
        return switch (taken) {
            case Taken.Declined(var why) -> why;
            case Taken.Queued(var id) -> done(new Queued(id));
            case Taken.Succeeded() -> done(new Replies.Success());
            case Taken.Failed(var why) -> why;
        };
    }
}
