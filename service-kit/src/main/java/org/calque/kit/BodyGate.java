package org.calque.kit;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Reads the body of every request on the event loop, so that the virtual thread that answers finds it there and never
/// waits for it piece by piece. A large body is let in only when there is [Room] for it and for what is made of it on
/// its way: the text, the tree of it, the bytes of a file. Bodies of streams are left to whoever answers them; what is
/// left
/// unread is passed over, or else the connection would never come to its next request.
@ApplicationScoped
public class BodyGate {
    private static final String STREAMS = "/streams/";
    private static final long SMALL = 64 << 10;
    private static final long UNKNOWN = 8 << 20;
    private static final int COPIES = 4;

    private final Room room;
    private final long max;

    BodyGate(Room room, @ConfigProperty(name = "calque.max-body", defaultValue = "16M") MemorySize max) {
        this.room = room;
        this.max = max.asLongValue();
    }

    void guard(@Observes Router router) {
        router.route().order(-900).handler(this::letIn);
    }

    private void letIn(RoutingContext http) {
        if (http.request().path().startsWith(STREAMS)) {
            http.addEndHandler(answered -> passOverTheRest(http.request()));
            http.next();
            return;
        }
        var size = size(http);
        if (size > max) {
            refuse(http);
        } else if (size <= SMALL) {
            read(http);
        } else {
            var here = http.vertx().getOrCreateContext();
            http.request().pause();
            room.take(size * COPIES, http).thenRun(() -> here.runOnContext(now -> goOn(http)));
        }
    }

    private static void passOverTheRest(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(piece -> {}).resume();
        }
    }

    private void goOn(RoutingContext http) {
        if (!http.response().closed()) {
            read(http);
        }
    }

    /// Every request comes in paused. One that does not say how long it is may turn out to be too long.
    private void read(RoutingContext http) {
        var request = http.request();
        var body = Buffer.buffer();
        request.exceptionHandler(http::fail)
                .handler(piece -> {
                    if (body.length() + piece.length() > max) {
                        request.handler(null).endHandler(null);
                        refuse(http);
                    } else {
                        body.appendBuffer(piece);
                    }
                })
                .endHandler(end -> {
                    request.exceptionHandler(null);
                    ((RoutingContextInternal) http).setBody(body);
                    http.next();
                })
                .resume();
    }

    private void refuse(RoutingContext http) {
        http.response()
                .setStatusCode(413)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Connection", "close")
                .end("{\"error\":\"the body is larger than " + max + " bytes (setting CALQUE_MAX_BODY)\"}")
                .onComplete(sent -> http.request().connection().close());
    }

    private static long size(RoutingContext http) {
        var length = http.request().getHeader("Content-Length");
        if (length == null) {
            return http.request().getHeader("Transfer-Encoding") == null ? 0 : UNKNOWN;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException refusedByTheServer) {
            return UNKNOWN;
        }
    }
}
