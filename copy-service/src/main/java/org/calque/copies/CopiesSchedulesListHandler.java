package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.copies.CopiesSchedulesList;
import org.calque.messages.copies.CopiesSchedulesList.Listed;

@ApplicationScoped
class CopiesSchedulesListHandler implements Handler<CopiesSchedulesList> {
    private final Schedules schedules;

    CopiesSchedulesListHandler(Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public Outcome handle(CopiesSchedulesList request, Caller caller) {
        if (request.projectId() != null && !Uuids.isUuid(request.projectId())) {
            return refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        var project = request.projectId() == null ? null : UUID.fromString(request.projectId());
        return ScheduleDoor.asSomebody(
                caller,
                account -> done(new Listed(schedules.list(account, project, request.ended()).stream()
                        .filter(it -> ScheduleDoor.isWithin(it, caller))
                        .map(Schedule::reply)
                        .toList())));
    }
}
