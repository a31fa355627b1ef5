package org.calque.copies;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;

/// The checks that calls about one schedule have in common. Of the schedules of others nobody hears.
@ApplicationScoped
class ScheduleDoor {
    private final Schedules schedules;

    ScheduleDoor(Schedules schedules) {
        this.schedules = schedules;
    }

    /// What is done to a schedule.
    interface Deed {
        Outcome to(Schedule schedule) throws SQLException;
    }

    Outcome open(String scheduleId, Caller caller, Deed deed) {
        if (!Uuids.isUuid(scheduleId)) {
            return refused(Reason.INVALID, "schedule_id must be a valid uuid");
        }
        return asSomebody(caller, account -> {
            var schedule = schedules.get(account, UUID.fromString(scheduleId)).filter(it -> isWithin(it, caller));
            return schedule.isPresent() ? deed.to(schedule.get()) : refused(Reason.NOT_FOUND, "schedule_id not found");
        });
    }

    /// Calls about schedules without one.
    interface Search {
        Outcome of(UUID account) throws SQLException;
    }

    static Outcome asSomebody(Caller caller, Search search) {
        if (!CopyAccess.isSomebody(caller)) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        try {
            return search.of(caller.id());
        } catch (SQLException failure) {
            throw new Unavailable("schedules cannot be reached now; try again soon", failure);
        }
    }

    /// A key that is good for some projects only knows nothing of others.
    static boolean isWithin(Schedule schedule, Caller caller) {
        return caller.limits().allow(schedule.wish().source())
                && caller.limits().allow(schedule.wish().target());
    }
}
