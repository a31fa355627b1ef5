package org.calque.projects.exec;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.calque.kit.EventStream;
import org.calque.messages.Json;
import org.calque.projects.runtime.JobOutput;
import org.calque.projects.runtime.JobOutput.Stream;
import org.calque.projects.runtime.RunningJob;

/// One client that follows one job.
final class Following {
    private static final int PIECE = 128 << 10;
    private static final int ROOM_FOR_THE_REST = 256;
    private static final char UNREADABLE = '\uFFFD';
    private static final Duration COMMENT_EVERY = Duration.ofSeconds(10);
    private static final Duration MOST_FOR_AN_EVENT = Duration.ofSeconds(60);
    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    private final Jobs jobs;
    private final Job job;
    private final Optional<RunningJob> running;
    private final boolean base64;
    private final Duration recheck;
    private final Supplier<Optional<String>> mustEnd;
    private EventStream out;
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
            Duration recheck,
            Supplier<Optional<String>> mustEnd) {
        this.jobs = jobs;
        this.job = job;
        this.running = jobs.running(job);
        this.base64 = encoding.equals("base64");
        this.position = from;
        this.recheck = recheck;
        this.mustEnd = mustEnd;
    }

    /// Returns when there is nothing more to tell, or to be told by this service.
    ///
    /// @param closing whether the service ends
    /// @throws EventStream.ClientGone when nobody reads it, or too slowly
    void tell(HttpServerResponse response, BooleanSupplier closing) throws InterruptedException {
        out = new EventStream(response, MOST_FOR_AN_EVENT);
        out.comeBackAfter(COME_BACK_AFTER);
        nextComment = System.nanoTime() + COMMENT_EVERY.toNanos();
        nextCheck = System.nanoTime() + recheck.toNanos();
        try {
            while (!closing.getAsBoolean() && more()) {
                if (System.nanoTime() - nextCheck > 0) {
                    nextCheck = System.nanoTime() + recheck.toNanos();
                    var why = mustEnd.get();
                    if (why.isPresent()) {
                        out.event(
                                "error",
                                position.id(),
                                Json.MAPPER.createObjectNode().put("error", why.get()));
                        return;
                    }
                }
                if (System.nanoTime() - nextComment > 0) {
                    out.comment("the job runs");
                    nextComment = System.nanoTime() + COMMENT_EVERY.toNanos();
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Sends what there is, or waits for it.
    ///
    /// @return whether anything can come after it
    private boolean more() throws IOException, InterruptedException {
        var over = running.isEmpty() || running.get().end().isDone(); // before looking: nothing comes after it
        var output = running.map(RunningJob::output).orElseGet(() -> jobs.output(job));
        var sent = send(output, Stream.STDOUT, over) | send(output, Stream.STDERR, over);
        if (sent) {
            nextComment = System.nanoTime() + COMMENT_EVERY.toNanos();
            return true;
        }
        if (over) {
            end(output);
            return false;
        }
        running.orElseThrow().awaitMore(output.size(Stream.STDOUT), output.size(Stream.STDERR), recheck);
        return true;
    }

    private boolean send(JobOutput output, Stream stream, boolean over) throws IOException {
        var offset = position.of(stream);
        var bytes = output.read(stream, offset, PIECE);
        var isLast = over && offset + bytes.length >= output.size(stream);
        var length = base64 || isLast ? bytes.length : Utf8.wholeCharacters(bytes);
        if (length == 0) {
            return false;
        }
        position = position.plus(stream, length);
        out.event(stream == Stream.STDOUT ? "stdout" : "stderr", position.id(), data(offset, bytes, length));
        return true;
    }

    private byte[] data(long offset, byte[] bytes, int length) throws IOException {
        var written = new ByteArrayBuilder(length + ROOM_FOR_THE_REST);
        try (var json = Json.MAPPER.createGenerator(written, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("offset", offset);
            if (base64) {
                json.writeFieldName("base64");
                json.writeBinary(bytes, 0, length);
            } else {
                json.writeFieldName("text");
                var text = new String(bytes, 0, length, StandardCharsets.UTF_8);
                if (text.indexOf(UNREADABLE) < 0) {
                    json.writeUTF8String(bytes, 0, length); // as they are, which spares them the way there and back
                } else {
                    json.writeString(text);
                }
            }
            json.writeEndObject();
        }
        return written.toByteArray();
    }

    private void end(JobOutput output) throws IOException {
        var ended = jobs.await(job);
        out.event(
                "end",
                position.atEnd().id(),
                Json.MAPPER.valueToTree(new End(
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
                        output.dropped(Stream.STDERR))));
    }
}
