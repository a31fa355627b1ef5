package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.calque.copies.CopyRepository.Filter;
import org.calque.copies.CopyRepository.Filter.Which;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.copies.CopyPathStatus;
import org.calque.messages.copies.CopyPathStatus.Status;

@ApplicationScoped
class CopyPathStatusHandler implements Handler<CopyPathStatus> {
    private final CopyRepository copies;
    private final CopyAccess access;

    CopyPathStatusHandler(CopyRepository copies, CopyAccess access) {
        this.copies = copies;
        this.access = access;
    }

    @Override
    public Outcome handle(CopyPathStatus request, Caller caller) {
        if (request.srcProjectId() != null || request.targetProjectId() != null) {
            return list(request, caller);
        }
        if (request.copyPathId() != null) {
            return one(request.copyPathId(), caller);
        }
        return refused(
                Reason.INVALID,
                "'copy_path_id' (UUID) of a copy operation or 'src_project_id/target_project_id' must be defined");
    }

    private Outcome one(String id, Caller caller) {
        var copy = Uuids.parse(id).flatMap(copies::visible);
        if (copy.isEmpty()) {
            return refused(Reason.NOT_FOUND, "Can't find copy operation with ID=" + id);
        }
        return access.refusal(caller, copy.get())
                .orElseGet(() -> done(new Status(copy.get().row())));
    }

    private Outcome list(CopyPathStatus request, Caller caller) {
        var refusal = access.refusal(caller, request.srcProjectId(), request.targetProjectId());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (request.limit() < 0 || request.limit() > CopyPathStatus.MOST_ROWS) {
            return illegal("limit", request.limit(), CopyPathStatus.MOST_ROWS);
        }
        if (request.offset() < 0 || request.offset() > CopyPathStatus.MOST_SKIPPED) {
            return illegal("offset", request.offset(), CopyPathStatus.MOST_SKIPPED);
        }
        if (request.srcPath() != null && CopyChecks.cannotBeAName(request.srcPath())) {
            return refused(Reason.INVALID, "src_path must be valid Unicode text without NUL characters");
        }
        var rows = copies.list(new Filter(
                Uuids.parse(request.srcProjectId()).orElse(null),
                Uuids.parse(request.targetProjectId()).orElse(null),
                request.srcPath(),
                which(request),
                request.limit().intValue(),
                request.offset().intValue()));
        return done(new Status(rows));
    }

    private static Outcome illegal(String option, long value, int most) {
        return refused(Reason.INVALID, "ILLEGAL VALUE %s='%d' (must be in [0, %d])".formatted(option, value, most));
    }

    private static Which which(CopyPathStatus request) {
        if (isTrue(request.failed(), false)) {
            return Which.FAILED;
        }
        return isTrue(request.pending(), true) ? Which.PENDING : Which.FINISHED;
    }

    private static boolean isTrue(JsonNode value, boolean absent) {
        return value == null || value.isNull() ? absent : value.asText().equals("true");
    }
}
