package org.calque.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.Service;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Asks another service, with the caller's own token, and waits for the answer on a virtual thread.
///
/// Where a service is found is said by `CALQUE_<SERVICE>_URL`.
@ApplicationScoped
public class ServiceClient {
    private final HttpClient http;
    private final Config config;
    private final Duration timeout;

    /// What another service answered.
    public record Answer(int status, byte[] body) {
        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (IOException unreadable) {
                throw new IllegalStateException("another service answered with what is not JSON", unreadable);
            }
        }
    }

    ServiceClient(
            Vertx vertx,
            Config config,
            @ConfigProperty(name = "calque.ask-timeout", defaultValue = "PT10S") Duration timeout) {
        this.config = config;
        this.timeout = timeout;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(true)
                        .setTcpNoDelay(true)
                        .setKeepAliveTimeout(60)
                        .setConnectTimeout(2_000),
                new PoolOptions().setHttp1MaxSize(64));
    }

    /// Posts JSON to a path of a service.
    ///
    /// @throws Unavailable when the service cannot be reached or does not answer in time
    public Answer post(Service service, String path, Object body, Caller caller) {
        var target = config.getOptionalValue("CALQUE_" + service.name() + "_URL", URI.class)
                .orElseThrow(() -> new Unavailable("the " + service.wireName() + " service is not set up", null));
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(target.getHost())
                .setPort(target.getPort() < 0 ? 80 : target.getPort())
                .setURI(path)
                .putHeader("Authorization", "Bearer " + caller.token())
                .putHeader("X-Request-Id", caller.requestId())
                .putHeader("Content-Type", "application/json");
        // The body is asked for where the answer arrives, on the event loop: from this thread it could be too late, and
        // the end of the body pass unheard.
        var answer = http.request(options)
                .compose(request -> request.send(Buffer.buffer(write(body)))
                        .compose(response ->
                                response.body().map(bytes -> new Answer(response.statusCode(), bytes.getBytes()))))
                .toCompletionStage()
                .toCompletableFuture();
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new Unavailable("the " + service.wireName() + " service does not answer; try again soon", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server is stopping", interrupted);
        }
    }

    private static byte[] write(Object body) {
        try {
            return body instanceof byte[] bytes ? bytes : Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
