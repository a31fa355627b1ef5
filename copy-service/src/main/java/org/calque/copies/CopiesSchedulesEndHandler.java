package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.calque.copies.Schedule.State;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.copies.CopiesSchedulesEnd;

@ApplicationScoped
class CopiesSchedulesEndHandler implements Handler<CopiesSchedulesEnd> {
    private final ScheduleDoor door;
    private final Schedules schedules;

    CopiesSchedulesEndHandler(ScheduleDoor door, Schedules schedules) {
        this.door = door;
        this.schedules = schedules;
    }

    @Override
    public Outcome handle(CopiesSchedulesEnd request, Caller caller) {
        return door.open(
                request.scheduleId(),
                caller,
                schedule -> schedules.change(schedule.id(), List.of(State.ACTIVE, State.PAUSED), State.ENDED, null)
                        ? done(new Replies.Ok())
                        : refused(Reason.CONFLICT, "the schedule has ended"));
    }
}
