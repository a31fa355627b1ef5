package org.calque.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;

/// Room in memory for the bodies that are held at the same time, given out in the order in which it was asked for.
final class BodyRoom {
    private record Waiter(long bytes, Promise<Void> turn) {}

    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private long free;

    BodyRoom(long bytes) {
        free = bytes;
    }

    /// Completes when there is room. Whoever got it gives it back by [#giveBack].
    Future<Void> take(long bytes) {
        Promise<Void> turn;
        synchronized (this) {
            if (waiting.isEmpty() && bytes <= free) {
                free -= bytes;
                return Future.succeededFuture();
            }
            turn = Promise.promise();
            waiting.add(new Waiter(bytes, turn));
        }
        return turn.future();
    }

    void giveBack(long bytes) {
        synchronized (this) {
            free += bytes;
        }
        for (Waiter next = nextThatFits(); next != null; next = nextThatFits()) {
            next.turn().complete();
        }
    }

    private synchronized Waiter nextThatFits() {
        var next = waiting.peek();
        if (next == null || next.bytes() > free) {
            return null;
        }
        free -= next.bytes();
        return waiting.poll();
    }
}
