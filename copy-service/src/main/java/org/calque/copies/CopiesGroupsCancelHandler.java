package org.calque.copies;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.copies.CopiesGroupsCancel;
import org.calque.messages.copies.CopiesGroupsCancel.Cancelled;

@ApplicationScoped
class CopiesGroupsCancelHandler implements Handler<CopiesGroupsCancel> {
    private final GroupDesk desk;
    private final CopyGroups groups;
    private final CopyQueue queue;
    private final Workers workers;

    CopiesGroupsCancelHandler(GroupDesk desk, CopyGroups groups, CopyQueue queue, Workers workers) {
        this.desk = desk;
        this.groups = groups;
        this.queue = queue;
        this.workers = workers;
    }

    @Override
    public Outcome handle(CopiesGroupsCancel request, Caller caller) {
        return desk.with(request.groupId(), caller, group -> {
            var unfinished = groups.unfinished(group.id());
            int cancelled = queue.cancel(unfinished);
            unfinished.forEach(workers::letGo);
            return done(new Cancelled(cancelled));
        });
    }
}
