package org.calque.local.stories.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends calls, each with a time to be answered whole. Of a stream of events the beginning is awaited, then it is
/// closed.
final class Wire {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String BREAKS_OFF = "breaks off: ";
    private static final String EVENTS = "text/event-stream";

    /// A longer one may be refused by HTTP itself, and the connection closed.
    private static final int USUAL_ADDRESS = 16 << 10;

    private final String baseUrl;
    private final HttpClient http = newClient();

    Wire(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    Reply send(Call call) throws InterruptedException {
        if (leavesAConnectionThatIsGoodForMore(call)) {
            return send(call, http);
        }
        var reply = alone(call);
        return call.operation().takesBytes()
                        && reply.failure() != null
                        && reply.failure().startsWith(BREAKS_OFF)
                ? alone(call)
                : reply;
    }

    private Reply alone(Call call) throws InterruptedException {
        try (var own = newClient()) {
            return send(call, own);
        }
    }

    /// An upload may be answered before it has been sent. Then the client may lose the answer (RFC 9112, 9.6), about
    /// once in a thousand times, and tries again once; what it does with the connection is its own affair.
    private static boolean leavesAConnectionThatIsGoodForMore(Call call) {
        return call.address().length() < USUAL_ADDRESS && !call.operation().takesBytes();
    }

    private Reply send(Call call, HttpClient client) throws InterruptedException {
        long begin = System.nanoTime();
        var sent = client.sendAsync(request(call), Wire::body);
        try {
            var response = sent.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            try (var body = response.body()) {
                var type = response.headers().firstValue("Content-Type").orElse("");
                var bytes = type.startsWith(EVENTS) ? body.readNBytes(1) : body.readAllBytes();
                return new Reply(response.statusCode(), type.split(";")[0].strip(), bytes, since(begin), null);
            }
        } catch (TimeoutException slow) {
            sent.cancel(true);
            return Reply.none(since(begin), "hangs");
        } catch (ExecutionException | IOException brokenOff) {
            return Reply.none(since(begin), BREAKS_OFF + brokenOff);
        }
    }

    private HttpRequest request(Call call) {
        var body = call.body();
        var request = HttpRequest.newBuilder(URI.create(baseUrl + call.address()))
                .method(
                        call.operation().method(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        call.headers().forEach(request::header);
        if (call.caller().key() != null) {
            request.header("Authorization", "Bearer " + call.caller().key());
        }
        return request.build();
    }

    private static BodySubscriber<InputStream> body(ResponseInfo head) {
        return head.headers().firstValue("Content-Type").orElse("").startsWith(EVENTS)
                ? BodySubscribers.ofInputStream()
                : BodySubscribers.mapping(BodySubscribers.ofByteArray(), ByteArrayInputStream::new);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
