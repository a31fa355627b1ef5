package org.calque.projects.accesses;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.bridge.DbFileUseTimes;
import org.calque.messages.bridge.DbFileUseTimes.Times;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;

@ApplicationScoped
class DbFileUseTimesHandler implements Handler<DbFileUseTimes> {
    private final Access access;
    private final FileUses uses;

    DbFileUseTimesHandler(Access access, FileUses uses) {
        this.access = access;
        this.uses = uses;
    }

    @Override
    public Outcome handle(DbFileUseTimes request, Caller caller) {
        var project = Uuids.parse(request.projectId());
        if (project.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        var target =
                request.targetAccountId() == null ? Optional.of(caller.id()) : Uuids.parse(request.targetAccountId());
        if (target.isEmpty()) {
            return refused(Reason.INVALID, "target_account_id must be a valid uuid");
        }
        if (request.path() == null || request.path().indexOf('\0') >= 0) {
            return refused(Reason.INVALID, "path must be specified, and hold no NUL");
        }
        return switch (access.toCollaborate(caller, project.get(), "user must be a collaborator on the project")) {
            case Denied(var why) -> why;
            case Admitted _ -> done(times(request, project.get(), target.get()));
        };
    }

    private Times times(DbFileUseTimes request, UUID project, UUID target) {
        return new Times(
                target,
                request.accessTimes() ? millis(uses.used(project, request.path(), target), request.limit()) : null,
                request.editTimes() ? millis(uses.edited(project, request.path(), target), request.limit()) : null);
    }

    private static List<Long> millis(Optional<Instant> time, Long limit) {
        return limit != null && limit == 0
                ? List.of()
                : Stream.ofNullable(time.orElse(null))
                        .map(Instant::toEpochMilli)
                        .toList();
    }
}
