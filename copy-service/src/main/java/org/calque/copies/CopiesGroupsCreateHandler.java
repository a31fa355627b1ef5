package org.calque.copies;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.copies.CopiesGroupsCreate;

@ApplicationScoped
class CopiesGroupsCreateHandler implements Handler<CopiesGroupsCreate> {
    private final GroupDesk desk;
    private final CopyLimits limits;

    CopiesGroupsCreateHandler(GroupDesk desk, CopyLimits limits) {
        this.desk = desk;
        this.limits = limits;
    }

    @Override
    public Outcome handle(CopiesGroupsCreate request, Caller caller) {
        var incomplete = incomplete(request).or(() -> wrongTargets(request.targetProjectIds()));
        if (incomplete.isPresent()) {
            return incomplete.get();
        }
        if (!CopyAccess.isSomebody(caller)) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var given = request.scheduled();
        Optional<Instant> scheduled = given == null || given.isNull() ? Optional.empty() : ScheduledTime.parse(given);
        if (given != null && !given.isNull() && scheduled.isEmpty()) {
            return refused(Reason.INVALID, "scheduled = " + given.asText(given.toString()) + " is not a valid date");
        }
        var targets = request.targetProjectIds().stream().map(UUID::fromString).toList();
        return desk.create(CopyWish.of(request, scheduled.orElse(null)), request.publicId(), targets, caller);
    }

    private static Optional<Outcome> incomplete(CopiesGroupsCreate request) {
        if (request.path() == null || request.path().isEmpty()) {
            return invalid("path must be specified");
        }
        if (!Uuids.isUuid(request.srcProjectId())) {
            return invalid("src_project_id must be a valid uuid");
        }
        return Optional.empty();
    }

    private Optional<Outcome> wrongTargets(List<String> ids) {
        if (ids == null || ids.isEmpty() || ids.size() > limits.groupTargets()) {
            return invalid("target_project_ids must name 1 to %d projects".formatted(limits.groupTargets()));
        }
        var seen = new LinkedHashSet<UUID>();
        for (int i = 0; i < ids.size(); i++) {
            if (!Uuids.isUuid(ids.get(i))) {
                return invalid("target_project_ids[" + i + "] must be a valid uuid");
            }
            if (!seen.add(UUID.fromString(ids.get(i)))) {
                return invalid("target_project_ids names " + ids.get(i) + " twice");
            }
        }
        return Optional.empty();
    }

    private static Optional<Outcome> invalid(String words) {
        return Optional.of(refused(Reason.INVALID, words));
    }
}
