package org.calque.copies;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.copies.CopiesGroupsRetry;

@ApplicationScoped
class CopiesGroupsRetryHandler implements Handler<CopiesGroupsRetry> {
    private final GroupDesk desk;

    CopiesGroupsRetryHandler(GroupDesk desk) {
        this.desk = desk;
    }

    @Override
    public Outcome handle(CopiesGroupsRetry request, Caller caller) {
        return desk.with(request.groupId(), caller, group -> desk.retry(group, caller));
    }
}
