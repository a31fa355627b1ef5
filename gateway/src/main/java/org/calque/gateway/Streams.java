package org.calque.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.Pipe;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.calque.gateway.Exchange.Ending;
import org.calque.messages.Service;
import org.calque.messages.Stream;
import org.jboss.logging.Logger;

/// Hands requests of the stream table to the service that answers them, and the answers back, while both are still
/// coming in: neither is held here, and neither is faster than its reader.
@Singleton
class Streams {
    private static final Logger LOG = Logger.getLogger(Streams.class);
    private static final String BELOW = "/streams/";

    /// How much of a body that nobody wants is let pass, for clients that read the answer only afterwards.
    private static final long PASSED_OVER = 32 << 20;

    private static final List<String> ASKED = List.of(
            "content-type",
            "content-length",
            "content-range",
            "range",
            "if-match",
            "if-none-match",
            "if-range",
            "if-modified-since",
            "if-unmodified-since",
            "accept",
            "last-event-id",
            "idempotency-key",
            "repr-digest",
            "want-repr-digest",
            "prefer");

    private static final List<String> ANSWERED = List.of(
            "content-length",
            "content-range",
            "accept-ranges",
            "etag",
            "last-modified",
            "content-disposition",
            "cache-control",
            "repr-digest",
            "retry-after",
            "location",
            "allow");

    private final RouteCallers callers;
    private final Services services;
    private final InternalTokens tokens;
    private final ClientAddress addresses;
    private final IdleConnections idle;
    private final OpenStreams open;
    private final GatewayConfig config;

    Streams(
            RouteCallers callers,
            Services services,
            InternalTokens tokens,
            ClientAddress addresses,
            IdleConnections idle,
            OpenStreams open,
            GatewayConfig config) {
        this.callers = callers;
        this.services = services;
        this.tokens = tokens;
        this.addresses = addresses;
        this.idle = idle;
        this.open = open;
        this.config = config;
    }

    /// @param rows of the path that is asked for; at least one
    void answer(Exchange exchange, List<Stream> rows, String allowedBesides) {
        var request = exchange.request();
        exchange.tellsTrueStatuses();
        exchange.isAbout("v2/" + rows.getFirst().path());
        var row = Stream.forMethod(rows, request.method().name());
        if (row.isEmpty()) {
            var allowed =
                    rows.stream().map(it -> it.method().name()).collect(Collectors.joining(", ")) + allowedBesides;
            exchange.response().putHeader(HttpHeaders.ALLOW, allowed);
            throw Refusal.methodNotAllowed(allowed).asException();
        }
        forward(exchange, row.get());
    }

    private void forward(Exchange exchange, Stream stream) {
        var patience = config.timeouts().getOrDefault(stream.path(), config.timeout());
        idle.keepOpenFor(patience, exchange);
        Supplier<Future<Identity>> whoIsIt = () -> callers.of(exchange, limits -> limits.refusalOf(stream));
        whoIsIt.get()
                .onSuccess(caller -> open.watch(exchange, caller, whoIsIt))
                .compose(tokens::of)
                .compose(token -> services.open(stream.owner(), options(exchange, stream, token)))
                .onSuccess(request -> send(exchange, request, stream.owner(), patience))
                .onFailure(exchange::fail);
    }

    private RequestOptions options(Exchange exchange, Stream stream, String token) {
        var request = exchange.request();
        var query = request.query();
        var options = new RequestOptions()
                .setMethod(request.method())
                .setURI(BELOW + stream.path() + (query == null ? "" : "?" + query))
                .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .putHeader("x-request-id", exchange.requestId())
                .putHeader("x-forwarded-for", addresses.of(request));
        for (var name : ASKED) {
            var value = request.getHeader(name);
            if (value != null) {
                options.putHeader(name, value);
            }
        }
        return options;
    }

    private void send(Exchange exchange, HttpClientRequest request, Service service, Duration patience) {
        exchange.whenFinished(ending -> {
            if (ending == Ending.GONE) {
                request.reset();
            }
        });
        if (exchange.isFinished()) {
            request.reset();
            return;
        }
        var body = new Upload(exchange, request, patience);
        request.response()
                .onSuccess(response -> {
                    response.end().onComplete(_ -> body.isAnswered());
                    relay(exchange, response, service);
                })
                .onFailure(failure -> {
                    body.isAnswered();
                    exchange.refuse(
                            failure instanceof TimeoutException
                                    ? Refusal.slow(service, patience.toSeconds())
                                    : Refusal.brokeOff(service));
                });
        body.start();
    }

    private static void relay(Exchange exchange, HttpClientResponse response, Service service) {
        if (response.statusCode() >= 500 && response.statusCode() != 503 && response.statusCode() != 507) {
            LOG.warnf(
                    "the %s service answered request %s with status %d",
                    service.wireName(), exchange.requestId(), response.statusCode());
            response.resume();
            exchange.refuse(Refusal.failed(service, exchange.requestId()));
            return;
        }
        if (exchange.isFinished()) {
            exchange.finish(Ending.GONE);
            return;
        }
        var type = response.getHeader(HttpHeaders.CONTENT_TYPE);
        var answer = exchange.head(response.statusCode(), type);
        for (var name : ANSWERED) {
            var value = response.getHeader(name);
            if (value != null) {
                answer.putHeader(name, value);
            }
        }
        if (!isReadByPrograms(type) && !response.headers().contains("content-disposition")) {
            answer.putHeader("content-disposition", "attachment");
        }
        boolean bodiless = exchange.request().method() == HttpMethod.HEAD
                || response.statusCode() == 204
                || response.statusCode() == 304;
        if (bodiless) {
            response.resume();
            answer.end();
            exchange.finish(response.statusCode() < 400 ? Ending.DONE : Ending.ERROR);
            return;
        }
        if (response.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
            answer.setChunked(true);
        }
        response.pipe()
                .endOnFailure(false)
                .to(answer)
                .onSuccess(piped -> exchange.finish(response.statusCode() < 400 ? Ending.DONE : Ending.ERROR))
                .onFailure(brokenOff -> exchange.breakOff(Ending.UNAVAILABLE));
    }

    /// What a browser would show as a page of this site is saved instead.
    private static boolean isReadByPrograms(String type) {
        return type == null
                || type.startsWith("application/json")
                || type.startsWith("application/problem+json")
                || type.startsWith("text/event-stream");
    }

    /// The body of a request on its way to the service. The service may answer before it has seen all of it.
    private static final class Upload {
        private final Exchange exchange;
        private final HttpServerRequest from;
        private final HttpClientRequest to;
        private final Duration patience;
        private Pipe<Buffer> pipe;
        private boolean answered;

        Upload(Exchange exchange, HttpClientRequest to, Duration patience) {
            this.exchange = exchange;
            this.from = exchange.request();
            this.to = to;
            this.patience = patience;
        }

        void start() {
            if (!hasBody(from)) {
                from.resume();
                to.idleTimeout(patience.toMillis());
                to.end();
                return;
            }
            if ("100-continue".equalsIgnoreCase(from.getHeader(HttpHeaders.EXPECT))) {
                from.response().writeContinue();
            }
            if (from.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
                to.setChunked(true);
            }
            pipe = from.pipe().endOnFailure(false);
            pipe.to(to).onSuccess(all -> to.idleTimeout(patience.toMillis())).onFailure(broken -> {
                if (!answered && exchange.isFinished()) {
                    to.reset();
                }
            });
        }

        /// Nothing more is sent; what the client still sends is passed over, but not without end.
        void isAnswered() {
            answered = true;
            if (pipe == null || from.isEnded()) {
                return;
            }
            pipe.close();
            Services.keepQuiet(to);
            to.reset();
            long[] passed = {0};
            from.handler(chunk -> {
                passed[0] += chunk.length();
                if (passed[0] > PASSED_OVER) {
                    from.connection().close();
                }
            });
            from.resume();
        }

        private static boolean hasBody(HttpServerRequest request) {
            var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
        }
    }
}
