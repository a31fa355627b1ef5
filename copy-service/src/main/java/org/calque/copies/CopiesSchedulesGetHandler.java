package org.calque.copies;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.copies.CopiesSchedulesGet;

@ApplicationScoped
class CopiesSchedulesGetHandler implements Handler<CopiesSchedulesGet> {
    private final ScheduleDoor door;

    CopiesSchedulesGetHandler(ScheduleDoor door) {
        this.door = door;
    }

    @Override
    public Outcome handle(CopiesSchedulesGet request, Caller caller) {
        return door.open(request.scheduleId(), caller, schedule -> done(schedule.reply()));
    }
}
