package org.calque.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.calque.kit.Answers;

/// An answer on its way to the client, with what surrounds it: in API v1 a message, through the bridge nothing.
///
/// The message of an answer that leaves piece by piece says at its end what it is, `query` or `error`, since only then
/// it is known. In API v2 `error` stands beside `query` when something went wrong on the way.
final class Sending implements Answer.Outlet {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json; charset=utf-8");

    private final HttpServerResponse response;
    private final Way way;
    private final long deadline;
    private String id = "null";
    private String echo = "";
    private Future<Void> underWay = Future.succeededFuture();

    /// Nobody waits for the answer any more.
    static final class ClientGone extends RuntimeException {
        ClientGone(Throwable cause) {
            super("the client has gone, or takes its answer too slowly", cause, false, false);
        }
    }

    Sending(HttpServerResponse response, Way way, Duration longest) {
        this.response = response;
        this.way = way;
        this.deadline = System.nanoTime() + longest.toNanos();
    }

    boolean inMessage() {
        return way == Way.EVENT;
    }

    /// @param asked what of it comes back beside the answer
    void surrounds(JsonNode messageId, ObjectNode asked) {
        if (inMessage()) {
            id = text(messageId);
            echo = ",\"multi_response\":false" + echoed("options", asked) + echoed("changes", asked);
        }
    }

    /// The same as its `toString`, which sets up a whole writer for each text.
    private static String text(JsonNode json) {
        return json.isTextual()
                ? '"' + new String(JsonStringEncoder.getInstance().quoteAsString(json.textValue())) + '"'
                : json.toString();
    }

    private static String echoed(String name, ObjectNode asked) {
        return asked.has(name) ? ",\"" + name + "\":" + asked.get(name) : "";
    }

    @Override
    public void begin() {
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).setChunked(true);
        underWay = response.write(inMessage() ? "{\"id\":" + id + ",\"query\":" : "{\"query\":");
    }

    @Override
    public void send(byte[] bytes, int length) {
        await();
        underWay = response.write(Buffer.buffer(length).appendBytes(bytes, 0, length));
    }

    /// The answer is whole.
    void end(Answer answer) {
        if (answer.hasBegun()) {
            end(answer, echo + (inMessage() ? ",\"event\":\"query\"}" : "}"));
            return;
        }
        var head = switch (way) {
            case EVENT -> "{\"event\":\"query\",\"id\":" + id + ",\"query\":";
            case ROUTE -> "{\"query\":";
            case FUNCTION -> "";
        };
        var tail = way == Way.FUNCTION ? "" : echo + "}";
        send(200, JSON, Buffer.buffer(head).appendBytes(answer.rest()).appendBytes(tail.getBytes(UTF_8)));
    }

    /// The answer breaks off after its first piece.
    void fail(Answer answer, String error) {
        end(answer, echo + (inMessage() ? ",\"event\":\"error\"" : "") + ",\"error\":" + TextNode.valueOf(error) + "}");
    }

    void send(Answers.Written whole) {
        send(whole.status(), whole.type(), Buffer.buffer(whole.body()));
    }

    private void end(Answer answer, String tail) {
        await();
        response.end(Buffer.buffer(answer.rest()).appendBytes(tail.getBytes(UTF_8)));
    }

    private void send(int status, CharSequence type, Buffer body) {
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type).end(body);
    }

    /// One piece is made while the one before it leaves.
    private void await() {
        try {
            underWay.toCompletionStage()
                    .toCompletableFuture()
                    .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new ClientGone(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClientGone(interrupted);
        }
    }
}
