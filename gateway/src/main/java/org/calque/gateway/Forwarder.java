package org.calque.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.calque.gateway.Exchange.Ending;
import org.calque.messages.Service;
import org.jboss.logging.Logger;

/// Hands a request to the service that answers it, and the answer back, byte for byte.
@Singleton
class Forwarder {
    private static final Logger LOG = Logger.getLogger(Forwarder.class);

    /// Answers up to this size are written in one go, larger ones are streamed.
    private static final int SMALL = 64 << 10;

    private static final String PREFER = "prefer";
    private static final String PROBLEM_DETAILS = "problem-details";
    private static final String IDEMPOTENCY_KEY = "idempotency-key";
    private static final byte[] ERROR_MESSAGE = "{\"event\":\"error\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR = "{\"error\":".getBytes(StandardCharsets.US_ASCII);

    private final Services services;
    private final InternalTokens tokens;
    private final ClientAddress addresses;
    private final IdleConnections idle;
    private final WholeAnswers wholes;

    /// What is to be handed over.
    ///
    /// @param patience how long the service may be silent
    record Errand(Service service, String path, Payload payload, Duration patience) {}

    Forwarder(
            Services services,
            InternalTokens tokens,
            ClientAddress addresses,
            IdleConnections idle,
            WholeAnswers wholes) {
        this.services = services;
        this.tokens = tokens;
        this.addresses = addresses;
        this.idle = idle;
        this.wholes = wholes;
    }

    void forward(Exchange exchange, Identity caller, Errand errand) {
        if (!services.offers(errand.service())) {
            exchange.refuse(Refusal.notOffered(errand.service()));
            return;
        }
        idle.keepOpenFor(errand.patience(), exchange);
        tokens.of(caller)
                .compose(token -> services.open(errand.service(), request(exchange, token, errand)))
                .compose(request -> send(exchange, request, errand))
                .onSuccess(response -> relay(exchange, response, errand.service()))
                .onFailure(exchange::fail);
    }

    /// The same for a face that says itself what came of it: takes the answer whole, with its true status. Fails with
    /// the refusal when nobody answers, or too much.
    Future<Services.Answer> ask(Exchange exchange, Identity caller, Errand errand) {
        idle.keepOpenFor(errand.patience(), exchange);
        return tokens.of(caller)
                .compose(token -> services.open(
                        errand.service(), request(exchange, token, errand).putHeader(PREFER, PROBLEM_DETAILS)))
                .compose(request -> send(exchange, request, errand))
                .compose(response -> wholes.take(exchange, response, errand.service()));
    }

    private RequestOptions request(Exchange exchange, String token, Errand errand) {
        var options = Services.post(errand.path(), token, exchange.requestId(), errand.patience())
                .putHeader("x-forwarded-for", addresses.of(exchange.request()));
        var idempotencyKey = exchange.request().getHeader(IDEMPOTENCY_KEY);
        if (idempotencyKey != null) {
            options.putHeader(IDEMPOTENCY_KEY, idempotencyKey);
        }
        return exchange.wantsProblemDetails() ? options.putHeader(PREFER, PROBLEM_DETAILS) : options;
    }

    private static Future<HttpClientResponse> send(Exchange exchange, HttpClientRequest request, Errand errand) {
        exchange.whenFinished(ending -> {
            if (ending == Ending.GONE) {
                request.reset();
            }
        });
        if (exchange.isFinished()) {
            request.reset();
            return Future.failedFuture(new Exchange.ClientGone());
        }
        // A long command is waited for without its script.
        return Services.send(request, errand.payload(), exchange::letGoOfBody)
                .recover(failure -> Future.failedFuture(
                        brokenOff(failure, errand.service(), errand.patience()).asException()));
    }

    private static Refusal brokenOff(Throwable failure, Service service, Duration patience) {
        return failure instanceof TimeoutException
                ? Refusal.slow(service, patience.toSeconds())
                : Refusal.brokeOff(service);
    }

    private static void relay(Exchange exchange, HttpClientResponse response, Service service) {
        if (!isMeantForClients(exchange, response)) {
            LOG.warnf(
                    "the %s service answered request %s with status %d",
                    service.wireName(), exchange.requestId(), response.statusCode());
            response.resume();
            exchange.refuse(
                    response.statusCode() == 503
                            ? Refusal.down(service)
                            : Refusal.failed(service, exchange.requestId()));
            return;
        }
        if (isSmall(response)) {
            response.body()
                    .onSuccess(body -> {
                        copyHeaders(exchange, response);
                        exchange.answer(
                                response.statusCode(),
                                response.getHeader(HttpHeaders.CONTENT_TYPE),
                                body,
                                endingOf(response, body));
                    })
                    .onFailure(failure -> exchange.refuse(Refusal.brokeOff(service)));
        } else {
            stream(exchange, response);
        }
    }

    private static void stream(Exchange exchange, HttpClientResponse response) {
        if (exchange.isFinished()) {
            exchange.finish(Ending.GONE);
            return;
        }
        copyHeaders(exchange, response);
        var answer = exchange.head(response.statusCode(), response.getHeader(HttpHeaders.CONTENT_TYPE));
        var length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            answer.setChunked(true);
        } else {
            answer.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        exchange.passOverTheRestOfTheBody();
        response.pipe()
                .endOnFailure(false)
                .to(answer)
                .onSuccess(piped -> exchange.finish(Ending.DONE))
                .onFailure(brokenOff -> exchange.breakOff(Ending.UNAVAILABLE));
    }

    /// Services answer with status 200, a few calls with 400 and JSON, or with problem details to those who asked for
    /// them.
    private static boolean isMeantForClients(Exchange exchange, HttpClientResponse response) {
        if (response.statusCode() == 200) {
            return true;
        }
        var type = response.getHeader(HttpHeaders.CONTENT_TYPE);
        if (response.statusCode() == 400 && type != null && type.startsWith("application/json")) {
            return true;
        }
        return exchange.wantsProblemDetails() && type != null && type.startsWith("application/problem+json");
    }

    private static boolean isSmall(HttpClientResponse response) {
        var length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.length() <= 6 && Integer.parseInt(length) <= SMALL;
    }

    private static void copyHeaders(Exchange exchange, HttpClientResponse response) {
        var cookies = response.headers().getAll(HttpHeaders.SET_COOKIE);
        if (!cookies.isEmpty()) {
            exchange.response().headers().set(HttpHeaders.SET_COOKIE.toString(), cookies);
        }
        var freshness = response.getHeader(HttpHeaders.CACHE_CONTROL);
        if (freshness != null) {
            exchange.response().headers().set(HttpHeaders.CACHE_CONTROL, freshness);
        }
    }

    private static Ending endingOf(HttpClientResponse response, Buffer body) {
        return response.statusCode() != 200 || startsWith(body, ERROR_MESSAGE) || startsWith(body, ERROR)
                ? Ending.ERROR
                : Ending.DONE;
    }

    private static boolean startsWith(Buffer body, byte[] prefix) {
        if (body.length() < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (body.getByte(i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
