package org.calque.kit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class RoomTest {
    private final Room room = new Room(100);

    /// A request that is answered when the test says so.
    private static final class Request {
        private Handler<Object> end;
        private final RoutingContext context = (RoutingContext) Proxy.newProxyInstance(
                RoomTest.class.getClassLoader(), new Class<?>[] {RoutingContext.class}, (proxy, method, arguments) -> {
                    end = handler(arguments[0]);
                    return 1;
                });

        @SuppressWarnings("unchecked")
        private static Handler<Object> handler(Object argument) {
            return (Handler<Object>) argument;
        }

        void isAnswered() {
            end.handle(Future.succeededFuture());
        }
    }

    @Test
    void whoFindsNoRoomWaitsUntilOthersAreAnsweredInOrder() {
        var first = new Request();
        var second = new Request();
        var third = new Request();
        assertTrue(room.take(80, first.context).isDone());
        var large = room.take(60, second.context);
        var small = room.take(10, third.context);
        assertFalse(large.isDone());
        assertFalse(small.isDone());
        first.isAnswered();
        assertTrue(large.isDone());
        assertTrue(small.isDone());
        second.isAnswered();
        third.isAnswered();
        assertTrue(room.take(100, new Request().context).isDone());
    }

    @Test
    void whoAsksForMoreThanThereIsGetsAll() {
        var greedy = new Request();
        assertTrue(room.take(1_000, greedy.context).isDone());
        greedy.isAnswered();
        assertTrue(room.take(100, new Request().context).isDone());
    }

    @Test
    void whoGivesUpOrGoesAwayWhileItWaitsHoldsNothing() {
        var first = new Request();
        var impatient = new Request();
        var gone = new Request();
        room.take(100, first.context);
        var turn = room.take(50, impatient.context);
        room.take(50, gone.context);
        turn.cancel(false);
        impatient.isAnswered();
        gone.isAnswered();
        first.isAnswered();
        assertTrue(room.take(100, new Request().context).isDone());
    }
}
