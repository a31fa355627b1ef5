package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;
import org.calque.copies.CopyDoor.Entered;
import org.calque.kit.Handler;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.copies.CopiesCancel;

@ApplicationScoped
class CopiesCancelHandler implements Handler<CopiesCancel> {
    private final CopyDoor door;
    private final CopyQueue queue;
    private final Workers workers;

    CopiesCancelHandler(CopyDoor door, CopyQueue queue, Workers workers) {
        this.door = door;
        this.queue = queue;
        this.workers = workers;
    }

    @Override
    public Outcome handle(CopiesCancel request, Caller caller) {
        return switch (door.open(request.copyId(), caller)) {
            case Entered.Denied(var why) -> why;
            case Entered.Found(var copy) -> cancel(copy.id);
        };
    }

    private Outcome cancel(UUID copy) {
        try {
            if (!queue.cancel(copy)) {
                return refused(Reason.CONFLICT, "the copy has ended, or is cancelled already");
            }
        } catch (SQLException failure) {
            throw new Unavailable("the copy could not be cancelled now; try again soon", failure);
        }
        workers.letGo(copy);
        return done(new Replies.Ok());
    }
}
