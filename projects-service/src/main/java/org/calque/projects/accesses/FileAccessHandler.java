package org.calque.projects.accesses;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.files.FileAccess;
import org.calque.messages.files.FileAccess.Files;

@ApplicationScoped
class FileAccessHandler implements Handler<FileAccess> {
    private static final int LONGEST = 100;

    private final UsedFiles files;

    FileAccessHandler(UsedFiles files) {
        this.files = files;
    }

    @Override
    public Outcome handle(FileAccess request, Caller caller) {
        if (!caller.isAccount()) {
            return done(new Files(List.of()));
        }
        var interval = request.interval();
        return interval.length() > LONGEST || interval.indexOf('\0') >= 0
                ? notAnInterval()
                : files.since(interval, caller)
                        .<Outcome>map(it -> done(new Files(it)))
                        .orElseGet(FileAccessHandler::notAnInterval);
    }

    private static Outcome notAnInterval() {
        return refused(Reason.INVALID, "interval must be a time in the words of PostgreSQL, such as '1 day'");
    }
}
