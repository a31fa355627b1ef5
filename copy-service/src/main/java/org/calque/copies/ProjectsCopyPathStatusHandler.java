package org.calque.copies;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.copies.CopyDoor.Entered;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.copies.ProjectsCopyPathStatus;
import org.calque.messages.copies.ProjectsCopyPathStatus.Standing;

@ApplicationScoped
class ProjectsCopyPathStatusHandler implements Handler<ProjectsCopyPathStatus> {
    private final CopyDoor door;

    ProjectsCopyPathStatusHandler(CopyDoor door) {
        this.door = door;
    }

    @Override
    public Outcome handle(ProjectsCopyPathStatus request, Caller caller) {
        return switch (door.open(request.copyId(), caller)) {
            case Entered.Denied(var why) -> why;
            case Entered.Found(var copy) ->
                done(new Standing(
                        copy.started, copy.finished, copy.error, copy.attempts(), copy.nextAttempt(), copy.progress()));
        };
    }
}
