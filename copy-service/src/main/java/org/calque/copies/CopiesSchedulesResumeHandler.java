package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.calque.copies.Schedule.State;
import org.calque.copies.calendar.Rhythm;
import org.calque.copies.calendar.Rhythm.Unclear;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.copies.CopiesSchedulesResume;

@ApplicationScoped
class CopiesSchedulesResumeHandler implements Handler<CopiesSchedulesResume> {
    private final ScheduleDoor door;
    private final Schedules schedules;
    private final ScheduleClock scheduleClock;
    private final Clock clock = Clock.systemUTC();

    CopiesSchedulesResumeHandler(ScheduleDoor door, Schedules schedules, ScheduleClock scheduleClock) {
        this.door = door;
        this.schedules = schedules;
        this.scheduleClock = scheduleClock;
    }

    @Override
    public Outcome handle(CopiesSchedulesResume request, Caller caller) {
        return door.open(request.scheduleId(), caller, this::resume);
    }

    private Outcome resume(Schedule schedule) throws SQLException {
        try {
            var next = Rhythm.of(schedule.cron(), schedule.timeZone()).after(clock.instant());
            if (next.isEmpty()) {
                return refused(Reason.CONFLICT, "the schedule has no time that comes any more");
            }
            if (!schedules.change(schedule.id(), List.of(State.PAUSED), State.ACTIVE, next.get())) {
                return refused(Reason.CONFLICT, "the schedule is not paused");
            }
            scheduleClock.added(next.get());
            return done(new Replies.Ok());
        } catch (Unclear unclear) {
            return refused(Reason.CONFLICT, unclear.getMessage());
        }
    }
}
