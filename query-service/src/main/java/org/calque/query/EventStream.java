package org.calque.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.calque.messages.Json;

/// Server-Sent Events on their way to a client. A client that takes none for too long is given up.
final class EventStream {
    static final String TYPE = "text/event-stream; charset=utf-8";

    private final HttpServerResponse response;
    private final Duration patience;
    private Future<Void> underWay = Future.succeededFuture();

    EventStream(HttpServerResponse response, Duration patience) {
        this.response = response;
        this.patience = patience;
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// @param id null for an event after which nobody can go on
    void event(String name, String id, JsonNode data) {
        send((id == null ? "" : "id: " + id + "\n") + "event: " + name + "\ndata: " + data + "\n\n");
    }

    void comment(String text) {
        send(": " + text + "\n\n");
    }

    static JsonNode read(String json) {
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
            throw new Sending.ClientGone(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Sending.ClientGone(interrupted);
        }
        underWay = response.write(text);
    }
}
