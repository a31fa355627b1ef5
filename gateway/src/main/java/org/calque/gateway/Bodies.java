package org.calque.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.calque.gateway.Body.Kind;

/// Reads the bodies of requests: none larger than the limit, not more of them at once than there is room for, and none
/// that takes for ever to arrive.
@Singleton
class Bodies {
    /// Bodies up to this size are read without asking for room.
    private static final int SMALL = 16 << 10;

    private final Vertx vertx;
    private final int max;
    private final long timeoutMillis;
    private final BodyRoom room;

    Bodies(Vertx vertx, GatewayConfig config) {
        this.vertx = vertx;
        this.max = Math.toIntExact(config.maxBody().asLongValue());
        this.timeoutMillis = config.bodyTimeout().toMillis();
        this.room = new BodyRoom(Math.max(max, config.bodyRoom().asLongValue()));
    }

    /// Fails with the refusal to answer.
    Future<Body> read(Exchange exchange) {
        var request = exchange.request();
        var kind = Kind.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
        var declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        if (!chunked && (declared == null || declared.equals("0")) || kind == Kind.IGNORED) {
            request.resume();
            return Future.succeededFuture(Body.empty(kind));
        }
        long size = chunked ? max : Long.parseLong(declared);
        if (size > max) {
            passOver(request, max);
            return Future.failedFuture(tooLarge().asException());
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        return size <= SMALL
                ? new Reading(exchange, kind, (int) size).start()
                : withRoom(exchange, size)
                        .compose(there -> new Reading(exchange, kind, chunked ? SMALL : (int) size).start());
    }

    /// Lets the rest of a refused body pass, since many clients read the answer only after they have sent everything;
    /// but not without end.
    private static void passOver(HttpServerRequest request, long max) {
        var passed = new AtomicLong();
        request.handler(chunk -> {
            if (passed.addAndGet(chunk.length()) > 4 * max) {
                request.connection().close();
            }
        });
    }

    Refusal tooLarge() {
        return Refusal.tooLarge("the body is larger than " + max + " bytes (setting CALQUE_GATEWAY_MAX_BODY)");
    }

    private Future<Void> withRoom(Exchange exchange, long size) {
        var here = Promise.<Void>promise();
        long timer = vertx.setTimer(timeoutMillis, late -> here.tryFail(Refusal.NO_ROOM.asException()));
        room.take(size)
                .onSuccess(taken -> exchange.context().runOnContext(turn -> {
                    vertx.cancelTimer(timer);
                    if (exchange.isFinished() || !here.tryComplete()) {
                        room.giveBack(size);
                        here.tryFail(new Exchange.ClientGone());
                    } else {
                        exchange.holdsRoom(() -> room.giveBack(size));
                    }
                }));
        return here.future();
    }

    /// One body on its way in.
    private final class Reading {
        private final Exchange exchange;
        private final Kind kind;
        private final Promise<Body> whole = Promise.promise();
        private final long timer;
        private byte[] bytes;
        private int length;

        Reading(Exchange exchange, Kind kind, int expected) {
            this.exchange = exchange;
            this.kind = kind;
            this.bytes = new byte[expected];
            this.timer = vertx.setTimer(timeoutMillis, late -> end(Refusal.BODY_TOO_SLOW.asException()));
        }

        Future<Body> start() {
            exchange.request()
                    .exceptionHandler(gone -> end(new Exchange.ClientGone()))
                    .handler(chunk -> {
                        if (length + chunk.length() > max) {
                            passOver(exchange.request(), max);
                            end(tooLarge().asException());
                        } else if (!whole.future().isComplete()) {
                            if (length + chunk.length() > bytes.length) {
                                bytes = Arrays.copyOf(
                                        bytes, Math.min(max, Math.max(bytes.length * 2, length + chunk.length())));
                            }
                            chunk.getBytes(bytes, length);
                            length += chunk.length();
                        }
                    })
                    .endHandler(ended -> {
                        vertx.cancelTimer(timer);
                        whole.tryComplete(new Body(kind, bytes, length));
                    })
                    .resume();
            return whole.future();
        }

        private void end(RuntimeException failure) {
            vertx.cancelTimer(timer);
            bytes = new byte[0];
            whole.tryFail(failure);
        }
    }
}
