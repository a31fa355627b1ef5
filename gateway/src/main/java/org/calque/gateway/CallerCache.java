package org.calque.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.calque.gateway.Credential.Hash;

/// Remembers who keys belong to, for a few seconds, until a fact says that it may have changed.
///
/// Every such fact begins a new epoch. A look-up that began in an earlier epoch may have read what no longer holds: its
/// answer goes to those who asked before the fact, is not remembered, and nobody who comes later joins it.
final class CallerCache {
    private static final Duration WRONG_KEYS = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private record Asking(long epoch, Future<Finding> answer) {}

    private final Cache<Hash, Finding> known;
    private final ConcurrentHashMap<Hash, Asking> asking = new ConcurrentHashMap<>();
    private final AtomicLong epoch = new AtomicLong();

    CallerCache(Duration rememberFor, int size, Ticker ticker, InstantSource clock) {
        var longest = rememberFor.compareTo(LONGEST) < 0 ? rememberFor : LONGEST;
        known = Caffeine.newBuilder()
                .maximumSize(size)
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfter(Expiry.<Hash, Finding>creating((hash, finding) -> lifeOf(finding, longest, clock)))
                .build();
    }

    private static Duration lifeOf(Finding finding, Duration longest, InstantSource clock) {
        if (!(finding instanceof Finding.Found found)) {
            return WRONG_KEYS.compareTo(longest) < 0 ? WRONG_KEYS : longest;
        }
        if (found.expires() == null) {
            return longest;
        }
        var left = Duration.between(clock.instant(), found.expires());
        return left.isNegative() ? Duration.ZERO : left.compareTo(longest) < 0 ? left : longest;
    }

    /// What is remembered of this key; null when nothing is.
    Finding ifKnown(Hash key) {
        return known.getIfPresent(key);
    }

    /// Asks about a key, once for all who want to know at the same time.
    Future<Finding> ask(Hash key, Supplier<Future<Finding>> lookup) {
        long now = epoch.get();
        var underWay = asking.get(key);
        if (underWay != null && underWay.epoch() == now) {
            return underWay.answer();
        }
        var mine = new Asking(now, lookup.get());
        asking.put(key, mine);
        mine.answer().onComplete(done -> {
            if (done.succeeded()) {
                remember(key, done.result(), now);
            }
            asking.remove(key, mine);
        });
        return mine.answer();
    }

    private void remember(Hash key, Finding finding, long asked) {
        if (epoch.get() != asked) {
            return;
        }
        known.put(key, finding);
        if (epoch.get() != asked) {
            known.invalidate(key);
        }
    }

    /// Forgets all callers of whom this is true, and trusts no look-up that is under way.
    void forget(Predicate<Identity> concerned) {
        epoch.incrementAndGet();
        known.asMap()
                .values()
                .removeIf(finding -> !(finding instanceof Finding.Found found) || concerned.test(found.identity()));
    }
}
