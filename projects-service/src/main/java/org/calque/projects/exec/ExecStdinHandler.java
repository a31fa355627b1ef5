package org.calque.projects.exec;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.projects.ExecStdin;
import org.calque.projects.exec.JobDoor.Entry.Closed;
import org.calque.projects.exec.JobDoor.Entry.Open;
import org.calque.projects.runtime.RunningJob;

@ApplicationScoped
class ExecStdinHandler implements Handler<ExecStdin> {
    private final JobDoor door;
    private final Jobs jobs;

    ExecStdinHandler(JobDoor door, Jobs jobs) {
        this.door = door;
        this.jobs = jobs;
    }

    @Override
    public Outcome handle(ExecStdin request, Caller caller) {
        return switch (door.toJob(caller, request.projectId(), request.jobId())) {
            case Closed(var why) -> why;
            case Open(var job) -> {
                var data = bytes(request);
                if (data.isEmpty()) {
                    yield refused(
                            Reason.INVALID, "encoding must be utf8 or base64, and data must be text of that kind");
                }
                if (!job.stdin) {
                    yield refused(Reason.CONFLICT, "the job reads nothing: it was started without stdin");
                }
                var running = jobs.running(job);
                yield running.isEmpty()
                        ? refused(Reason.CONFLICT, "the job has ended")
                        : write(running.get(), data.get(), Boolean.TRUE.equals(request.eof()));
            }
        };
    }

    private static Outcome write(RunningJob job, byte[] data, boolean last) {
        try {
            var written = job.write(data);
            if (written < 0) {
                return refused(Reason.CONFLICT, "the input of the job is closed");
            }
            if (last && written == data.length) {
                job.closeInput();
            }
            return done(new ExecStdin.Written("ok", written));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<byte[]> bytes(ExecStdin request) {
        var data = request.data() == null ? "" : request.data();
        var encoding = request.encoding() == null ? "utf8" : request.encoding();
        try {
            return switch (encoding) {
                case "utf8" -> Optional.of(data.getBytes(StandardCharsets.UTF_8));
                case "base64" -> Optional.of(Base64.getDecoder().decode(data));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
