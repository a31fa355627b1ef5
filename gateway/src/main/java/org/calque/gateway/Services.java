package org.calque.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.MultithreadEventExecutorGroup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.calque.messages.Json;
import org.calque.messages.Service;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// The services behind the gateway, found at `CALQUE_<SERVICE>_URL`.
///
/// Each event loop has its own pool of connections to each service, so that a request and its answer stay on the loop
/// of the client's connection: one shared pool lends whatever connection was used last, and every step between two
/// loops wakes a thread.
@Singleton
class Services {
    private static final Logger LOG = Logger.getLogger(Services.class);
    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);
    private static final long RETRY_AFTER_MILLIS = 100;

    /// Bodies are handed to the connection in pieces of this size, as fast as it takes them.
    private static final int PIECE = 64 << 10;

    private record Peer(Service service, URI url, Map<EventLoop, HttpClient> clients, AtomicBoolean troubled) {}

    /// What a service answered to the gateway itself.
    record Answer(int status, byte[] body) {
        JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private final Vertx vertx;
    private final GatewayConfig config;
    private final Map<Service, Peer> peers = new EnumMap<>(Service.class);

    Services(Vertx vertx, Config environment, GatewayConfig config) {
        this.vertx = vertx;
        this.config = config;
        for (Service service : Service.values()) {
            environment
                    .getOptionalValue("CALQUE_" + service.name() + "_URL", URI.class)
                    .ifPresent(url ->
                            peers.put(service, new Peer(service, url, new ConcurrentHashMap<>(), new AtomicBoolean())));
        }
    }

    /// The client of this event loop.
    private HttpClient client(Peer peer) {
        var here = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        return peer.clients().computeIfAbsent(here, _ -> newClient());
    }

    private HttpClient newClient() {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setTcpNoDelay(true)
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(30)
                        .setConnectTimeout(
                                Math.toIntExact(config.connectTimeout().toMillis()))
                        .setMaxChunkSize(PIECE)
                        .setDecompressionSupported(false),
                new PoolOptions()
                        .setHttp1MaxSize(share(config.connectionsPerService()))
                        .setMaxWaitQueueSize(share(config.waitingPerService())));
    }

    /// Clients are spread evenly over the event loops, and so is what there is for them.
    private int share(int all) {
        var loops = ((MultithreadEventExecutorGroup) vertx.nettyEventLoopGroup()).executorCount();
        return Math.ceilDiv(all, loops);
    }

    boolean offers(Service service) {
        return peers.containsKey(service);
    }

    /// Posts JSON on behalf of the gateway itself and takes the whole answer.
    Future<Answer> ask(Service service, String path, JsonNode question, String token) {
        var options = post(path, token, RequestIds.next(), ASK_TIMEOUT);
        var payload = Payload.of(question);
        return open(service, options)
                .compose(request -> send(request, payload, () -> {})
                        .compose(response ->
                                response.body().map(bytes -> new Answer(response.statusCode(), bytes.getBytes())))
                        .recover(failure ->
                                Future.failedFuture(Refusal.down(service).asException())));
    }

    static RequestOptions post(String path, String token, String requestId, Duration patience) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(path)
                .setIdleTimeout(patience.toMillis())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .putHeader("x-request-id", requestId);
    }

    /// Takes a connection to a service; tries a second time, since nothing has been sent yet. Fails with the refusal
    /// to answer.
    Future<HttpClientRequest> open(Service service, RequestOptions options) {
        var peer = peers.get(service);
        if (peer == null) {
            return Future.failedFuture(Refusal.notOffered(service).asException());
        }
        options.setHost(peer.url().getHost())
                .setPort(peer.url().getPort() < 0 ? 80 : peer.url().getPort())
                .setConnectTimeout(config.connectTimeout().toMillis());
        return client(peer)
                .request(options)
                .recover(failure -> again(peer, options, failure))
                .onSuccess(Services::keepQuiet);
    }

    /// What goes wrong is told by the futures of the answer and of what is written; here it would only be logged.
    static void keepQuiet(HttpClientRequest request) {
        request.exceptionHandler(told -> {});
    }

    private Future<HttpClientRequest> again(Peer peer, RequestOptions options, Throwable failure) {
        if (failure instanceof ConnectionPoolTooBusyException) {
            return Future.failedFuture(Refusal.busy(peer.service()).asException());
        }
        var pause = Promise.<Void>promise();
        vertx.setTimer(RETRY_AFTER_MILLIS, timer -> pause.complete());
        return pause.future()
                .compose(paused -> client(peer).request(options))
                .onSuccess(request -> peer.troubled().set(false))
                .recover(second -> {
                    if (peer.troubled().compareAndSet(false, true)) {
                        LOG.warnf(
                                "the %s service cannot be reached: %s",
                                peer.service().wireName(), second.getMessage());
                    }
                    return Future.failedFuture(Refusal.down(peer.service()).asException());
                });
    }

    /// @param sent called when the body is no longer needed
    static Future<HttpClientResponse> send(HttpClientRequest request, Payload payload, Runnable sent) {
        int length = payload.length();
        if (length <= PIECE) {
            sent.run();
            return request.send(slice(payload.bytes(), 0, length));
        }
        request.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        sendFrom(request, payload, 0, sent);
        return request.response();
    }

    private static void sendFrom(HttpClientRequest request, Payload payload, int start, Runnable sent) {
        int at = start;
        while (at < payload.length()) {
            if (request.writeQueueFull()) {
                int next = at;
                request.drainHandler(drained -> sendFrom(request, payload, next, sent));
                return;
            }
            int size = Math.min(PIECE, payload.length() - at);
            request.write(slice(payload.bytes(), at, size));
            at += size;
        }
        request.drainHandler(null);
        request.end();
        sent.run();
    }

    private static Buffer slice(byte[] body, int start, int size) {
        return Buffer.buffer(size).appendBytes(body, start, size);
    }
}
