package org.calque.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.calque.messages.Json;
import org.calque.messages.Stream;
import org.jboss.logging.Logger;

/// Server-Sent Events on their way to a client. A client that takes none for too long is given up.
public final class EventStream {
    /// The media type of its answer.
    public static final String TYPE = "text/event-stream; charset=utf-8";

    private static final Logger LOG = Logger.getLogger(EventStream.class);
    private static final int BEHIND_THE_BODY_GATE = -800;

    private final HttpServerResponse response;
    private final Duration patience;
    private Future<Void> underWay = Future.succeededFuture();

    /// How a stream is told, on a thread of its own.
    public interface Teller {
        void tell(RoutingContext http) throws InterruptedException;
    }

    /// Answers `GET` of this stream by what the teller says, and `HEAD` by its head. A stream that ends otherwise than
    /// the teller ends it breaks off, so that clients come back.
    public static void answer(Router router, Stream stream, Teller teller) {
        var path = "/streams/" + stream.path();
        router.route(HttpMethod.HEAD, path)
                .order(BEHIND_THE_BODY_GATE)
                .handler(http -> http.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
                        .end());
        router.route(HttpMethod.GET, path).order(BEHIND_THE_BODY_GATE).handler(http -> {
            http.request().resume();
            Thread.startVirtualThread(() -> tell(http, teller));
        });
    }

    private static void tell(RoutingContext http, Teller teller) {
        try {
            teller.tell(http);
        } catch (ClientGone gone) {
            http.response().reset();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            http.response().reset();
        } catch (RuntimeException surprise) {
            LOG.errorf(surprise, "request %s failed", Call.of(http).caller().requestId());
            http.response().reset();
        }
    }

    /// Answers that there is no stream.
    public static void refuse(RoutingContext http, int status, String error) {
        http.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(JsonNodeFactory.instance.objectNode().put("error", error).toString());
    }

    /// Nobody reads the stream any more.
    public static final class ClientGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClientGone(Throwable cause) {
            super("the client has gone, or takes its answer too slowly", cause, false, false);
        }
    }

    /// Nothing is sent before the first event or comment.
    ///
    /// @param patience how long the client may take for an event
    public EventStream(HttpServerResponse response, Duration patience) {
        this.response = response;
        this.patience = patience;
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// @param id null for an event after which nobody can go on
    public void event(String name, String id, JsonNode data) {
        send((id == null ? "" : "id: " + id + "\n") + "event: " + name + "\ndata: " + data + "\n\n");
    }

    /// Says how far the stream is, though there is nothing to tell.
    public void position(String id) {
        send("id: " + id + "\n\n");
    }

    /// Says something that clients pass over.
    public void comment(String text) {
        send(": " + text + "\n\n");
    }

    /// JSON that was written by this system.
    public static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was JSON is none", impossible);
        }
    }

    private void send(String text) {
        try {
            underWay.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new ClientGone(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClientGone(interrupted);
        }
        underWay = response.write(text);
    }
}
