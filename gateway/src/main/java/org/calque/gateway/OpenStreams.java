package org.calque.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.calque.gateway.Exchange.Ending;

/// The streams that clients are reading or writing. Whose key or session ends, or is limited anew, is cut off: at once
/// when a fact tells so, and else within the time for which a key is remembered.
@Singleton
class OpenStreams {
    private record Open(Exchange exchange, Identity caller, Supplier<Future<Identity>> whoIsIt) {}

    private final Vertx vertx;
    private final long everyMillis;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    OpenStreams(Vertx vertx, GatewayConfig config) {
        this.vertx = vertx;
        this.everyMillis = Math.max(1, config.keyCacheTime().toMillis());
    }

    /// Watches a stream until it is finished.
    ///
    /// @param whoIsIt finds out anew who calls; fails with the refusal when that may no longer make the call
    void watch(Exchange exchange, Identity caller, Supplier<Future<Identity>> whoIsIt) {
        if (exchange.isFinished()) {
            return;
        }
        var watched = new Open(exchange, caller, whoIsIt);
        open.add(watched);
        var timer = vertx.setPeriodic(everyMillis, _ -> check(watched));
        exchange.whenFinished(_ -> {
            vertx.cancelTimer(timer);
            open.remove(watched);
        });
    }

    /// Something is known of keys that was not known before.
    void checkAll() {
        open.forEach(it -> it.exchange().context().runOnContext(_ -> check(it)));
    }

    private static void check(Open stream) {
        if (stream.exchange().isFinished()) {
            return;
        }
        stream.whoIsIt()
                .get()
                .onSuccess(now -> {
                    if (!now.equals(stream.caller())) {
                        cutOff(stream);
                    }
                })
                .onFailure(failure -> {
                    // Nothing can have been revoked while accounts-service is away.
                    if (!(failure instanceof Refusal.Refused refused)
                            || refused.refusal().trueStatus() != 503) {
                        cutOff(stream);
                    }
                });
    }

    private static void cutOff(Open stream) {
        stream.exchange().context().runOnContext(_ -> stream.exchange().breakOff(Ending.GONE));
    }
}
