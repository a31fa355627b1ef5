package org.calque.kit;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Room in memory for what is large: the bodies of requests and replies whose size a client decides. It is given out in
/// the order in which it was asked for, and given back when the request has been answered, so that a few large
/// requests at the same time wait for each other rather than end the service.
///
/// `CALQUE_ROOM` says how many bytes there are; the default suits a heap of 96 MiB.
@ApplicationScoped
public class Room {
    private record Waiter(long bytes, CompletableFuture<Void> turn) {}

    private final long all;
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private long free;

    Room(@ConfigProperty(name = "calque.room", defaultValue = "41943040") long bytes) {
        all = bytes;
        free = bytes;
    }

    /// Completes when the request has so much room, or all there is when it asks for more. Cancel it to give up.
    public CompletableFuture<Void> take(long bytes, RoutingContext request) {
        var share = Math.min(bytes, all);
        var turn = turn(share);
        request.addEndHandler(answered -> {
            if (!turn.cancel(false) && !turn.isCompletedExceptionally()) {
                giveBack(share);
            }
        });
        return turn;
    }

    private synchronized CompletableFuture<Void> turn(long share) {
        var turn = new CompletableFuture<Void>();
        if (waiting.isEmpty() && share <= free) {
            free -= share;
            turn.complete(null);
        } else {
            waiting.add(new Waiter(share, turn));
        }
        return turn;
    }

    private void giveBack(long share) {
        synchronized (this) {
            free += share;
        }
        for (Waiter next = nextThatFits(); next != null; next = nextThatFits()) {
            if (!next.turn().complete(null)) {
                synchronized (this) {
                    free += next.bytes();
                }
            }
        }
    }

    /// Whoever gave up waiting is passed over.
    private synchronized Waiter nextThatFits() {
        while (!waiting.isEmpty() && waiting.peek().turn().isDone()) {
            waiting.poll();
        }
        var next = waiting.peek();
        if (next == null || next.bytes() > free) {
            return null;
        }
        free -= next.bytes();
        return waiting.poll();
    }
}
