package org.calque.projects.exec;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.projects.ExecSignal;
import org.calque.projects.exec.JobDoor.Entry.Closed;
import org.calque.projects.exec.JobDoor.Entry.Open;

@ApplicationScoped
class ExecSignalHandler implements Handler<ExecSignal> {
    /// In the order of their numbers, from 1.
    private static final List<String> NAMES = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private final JobDoor door;
    private final Jobs jobs;

    ExecSignalHandler(JobDoor door, Jobs jobs) {
        this.door = door;
        this.jobs = jobs;
    }

    @Override
    public Outcome handle(ExecSignal request, Caller caller) {
        return switch (door.toJob(caller, request.projectId(), request.jobId())) {
            case Closed(var why) -> why;
            case Open(var job) -> {
                var signal = number(request.signal());
                if (signal.isEmpty()) {
                    yield refused(
                            Reason.INVALID,
                            "signal must be the name of a signal, such as TERM, or a number from 1 to 31");
                }
                var running = jobs.running(job);
                if (running.isEmpty()) {
                    yield refused(Reason.CONFLICT, "the job has ended");
                }
                try {
                    running.get().signal(signal.getAsInt());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                yield done(new Replies.Ok());
            }
        };
    }

    private static OptionalInt number(JsonNode signal) {
        if (signal == null || !signal.isValueNode()) {
            return OptionalInt.empty();
        }
        var text = signal.asText().strip().toUpperCase(Locale.ROOT);
        var number = NAMES.indexOf(text.startsWith("SIG") ? text.substring(3) : text) + 1;
        if (number == 0 && text.matches("[0-9]{1,2}")) {
            number = Integer.parseInt(text);
        }
        return number >= 1 && number <= NAMES.size() ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
