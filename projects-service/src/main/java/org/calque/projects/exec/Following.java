package org.calque.projects.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.calque.messages.Json;
import org.calque.projects.runtime.JobOutput;
import org.calque.projects.runtime.JobOutput.Stream;
import org.calque.projects.runtime.RunningJob;

/// One client that follows one job.
final class Following {
    private static final int PIECE = 128 << 10;
    private static final Duration COMMENT_EVERY = Duration.ofSeconds(10);
    private static final int RETRY_MILLIS = 1000;
    private static final byte[] EVENT_ENDS = {'\n', '\n'};

    private final Jobs jobs;
    private final Job job;
    private final Optional<RunningJob> running;
    private final boolean base64;
    private final OutputStream out;
    private final Duration recheck;
    private final Supplier<Optional<String>> mustEnd;
    private final ByteArrayOutputStream event = new ByteArrayOutputStream();
    private FollowPosition position;
    private long nextCheck;
    private long nextComment;

    /// How a job has ended.
    record End(
            String type,
            UUID jobId,
            String status,
            long start,
            Integer pid,
            Integer exitCode,
            Double elapsedS,
            String error,
            long stdoutBytes,
            long stderrBytes,
            long stdoutDropped,
            long stderrDropped) {}

    /// @param mustEnd asked now and then: why the client may not go on
    Following(
            Jobs jobs,
            Job job,
            String encoding,
            FollowPosition from,
            OutputStream out,
            Duration recheck,
            Supplier<Optional<String>> mustEnd) {
        this.jobs = jobs;
        this.job = job;
        this.running = jobs.running(job);
        this.base64 = encoding.equals("base64");
        this.position = from;
        this.out = out;
        this.recheck = recheck;
        this.mustEnd = mustEnd;
    }

    /// @throws IOException when the client has gone
    void run() throws IOException {
        write("retry: " + RETRY_MILLIS + "\n\n");
        nextComment = System.nanoTime() + COMMENT_EVERY.toNanos();
        nextCheck = System.nanoTime() + recheck.toNanos();
        while (true) {
            var over = running.isEmpty() || running.get().end().isDone(); // before looking: nothing comes after it
            var output = running.map(RunningJob::output).orElseGet(() -> jobs.output(job));
            var sent = send(output, Stream.STDOUT, over) | send(output, Stream.STDERR, over);
            if (!sent && over) {
                end(output);
                return;
            }
            if (!sent && !await(output)) {
                return;
            }
            if (System.nanoTime() - nextCheck > 0) {
                nextCheck = System.nanoTime() + recheck.toNanos();
                var why = mustEnd.get();
                if (why.isPresent()) {
                    event("error", position, Map.of("error", why.get()));
                    return;
                }
            }
            if (System.nanoTime() - nextComment > 0) {
                write(": the job runs\n\n");
            }
        }
    }

    /// False when the service is stopping.
    private boolean await(JobOutput output) {
        try {
            running.orElseThrow().awaitMore(output.size(Stream.STDOUT), output.size(Stream.STDERR), recheck);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean send(JobOutput output, Stream stream, boolean over) throws IOException {
        var offset = position.of(stream);
        var bytes = output.read(stream, offset, PIECE);
        var isLast = over && offset + bytes.length >= output.size(stream);
        var length = base64 || isLast ? bytes.length : Utf8.wholeCharacters(bytes);
        if (length == 0) {
            return false;
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("offset", offset);
        if (base64) {
            data.put("base64", Base64.getEncoder().encodeToString(bytes));
        } else {
            data.put("text", new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
        position = position.plus(stream, length);
        event(stream == Stream.STDOUT ? "stdout" : "stderr", position, data);
        return true;
    }

    private void end(JobOutput output) throws IOException {
        var ended = jobs.await(job);
        event(
                "end",
                position.atEnd(),
                new End(
                        "async",
                        ended.jobId,
                        ended.status,
                        ended.startedAt.toEpochMilli(),
                        ended.pid,
                        ended.exitCode,
                        ended.elapsedSeconds(),
                        ended.failure,
                        output.size(Stream.STDOUT),
                        output.size(Stream.STDERR),
                        output.dropped(Stream.STDOUT),
                        output.dropped(Stream.STDERR)));
    }

    private void event(String name, FollowPosition id, Object data) throws IOException {
        event.reset();
        event.writeBytes(("event: " + name + "\nid: " + id.id() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        Json.MAPPER.writeValue(event, data);
        event.writeBytes(EVENT_ENDS);
        event.writeTo(out);
        sent();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        sent();
    }

    private void sent() throws IOException {
        out.flush();
        nextComment = System.nanoTime() + COMMENT_EVERY.toNanos();
    }
}
