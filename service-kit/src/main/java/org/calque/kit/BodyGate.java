package org.calque.kit;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Reads the body of every request on the event loop, so that the virtual thread that answers finds it there and never
/// waits for it piece by piece. A large body is let in only when there is [Room] for it and for what is made of it on
/// its way: the text, the tree of it, the bytes of a file.
@ApplicationScoped
public class BodyGate {
    private static final long SMALL = 64 << 10;
    private static final long UNKNOWN = 8 << 20;
    private static final int COPIES = 4;

    private final Room room;

    BodyGate(Room room) {
        this.room = room;
    }

    void guard(@Observes Router router) {
        router.route().order(-900).handler(this::letIn);
    }

    private void letIn(RoutingContext http) {
        var size = size(http);
        if (size <= SMALL) {
            read(http);
            return;
        }
        var here = http.vertx().getOrCreateContext();
        http.request().pause();
        room.take(size * COPIES, http).thenRun(() -> here.runOnContext(now -> goOn(http)));
    }

    private static void goOn(RoutingContext http) {
        if (!http.response().closed()) {
            read(http);
        }
    }

    /// Every request comes in paused.
    private static void read(RoutingContext http) {
        http.request()
                .body()
                .onSuccess(body -> {
                    ((RoutingContextInternal) http).setBody(body);
                    http.next();
                })
                .onFailure(http::fail);
        http.request().resume();
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
