package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.calque.kit.Handler;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.copies.CopyPathDelete;
import org.calque.messages.copies.CopyPathStatus.Status;

@ApplicationScoped
class CopyPathDeleteHandler implements Handler<CopyPathDelete> {
    private final CopyRepository copies;
    private final CopyAccess access;
    private final CopyQueue queue;
    private final Workers workers;

    CopyPathDeleteHandler(CopyRepository copies, CopyAccess access, CopyQueue queue, Workers workers) {
        this.copies = copies;
        this.access = access;
        this.queue = queue;
        this.workers = workers;
    }

    @Override
    public Outcome handle(CopyPathDelete request, Caller caller) {
        if (request.copyPathId() == null) {
            return refused(Reason.INVALID, "ERROR: copy_path_id missing");
        }
        var copy = Uuids.parse(request.copyPathId())
                .flatMap(copies::visible)
                .filter(it -> it.scheduled != null && it.finished == null);
        if (copy.isEmpty()) {
            return gone(request);
        }
        var refusal = access.refusal(caller, copy.get());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!discard(copy.get())) {
            return gone(request);
        }
        workers.letGo(copy.get().id);
        return done(new Status("copy_path_id = '" + request.copyPathId() + "' deleted"));
    }

    private boolean discard(Copy copy) {
        try {
            return queue.discard(copy.id);
        } catch (SQLException failure) {
            throw new Unavailable("the copy could not be deleted now; try again soon", failure);
        }
    }

    private static Outcome gone(CopyPathDelete request) {
        return refused(
                Reason.NOT_FOUND,
                "Copy operation '" + request.copyPathId() + "' either does not exist or already finished");
    }
}
