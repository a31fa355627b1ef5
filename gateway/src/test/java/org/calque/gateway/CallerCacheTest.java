package org.calque.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.calque.gateway.Credential.Hash;
import org.calque.gateway.Credential.Secret;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Limits;
import org.junit.jupiter.api.Test;

class CallerCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Hash KEY = new Secret("key", "sk-ada").hash();
    private static final Hash OTHER = new Secret("key", "sk-bob").hash();
    private static final Finding ADA = found("ada's", null);
    private static final Finding BOB = found("bob's", null);

    private long nanos;
    private final CallerCache cache =
            new CallerCache(Duration.ofSeconds(5), 100, () -> nanos, InstantSource.fixed(NOW));

    @Test
    void aCallerIsRememberedForTheTimeThatIsSet() {
        learn(KEY, ADA);
        pass(Duration.ofMillis(4_900));
        assertSame(ADA, cache.ifKnown(KEY));
        pass(Duration.ofMillis(200));
        assertNull(cache.ifKnown(KEY));
    }

    @Test
    void noSettingMakesItLongerThanTenSeconds() {
        var generous = new CallerCache(Duration.ofHours(1), 100, () -> nanos, InstantSource.fixed(NOW));
        generous.ask(KEY, () -> Future.succeededFuture(ADA));
        pass(Duration.ofSeconds(11));
        assertNull(generous.ifKnown(KEY));
    }

    @Test
    void aWrongKeyIsRememberedForASecondOnly() {
        learn(KEY, new Finding.Wrong());
        pass(Duration.ofMillis(900));
        assertNotNull(cache.ifKnown(KEY));
        pass(Duration.ofMillis(200));
        assertNull(cache.ifKnown(KEY));
    }

    @Test
    void aKeyIsNotRememberedBeyondItsExpiry() {
        learn(KEY, found("short", NOW.plusSeconds(2)));
        pass(Duration.ofMillis(2_100));
        assertNull(cache.ifKnown(KEY));
    }

    @Test
    void thoseWhoAskAtTheSameTimeShareOneLookUp() {
        var answer = Promise.<Finding>promise();
        var lookups = new AtomicInteger();
        var first = cache.ask(KEY, () -> counted(lookups, answer));
        var second = cache.ask(KEY, () -> counted(lookups, answer));
        answer.complete(ADA);
        assertSame(ADA, first.result());
        assertSame(ADA, second.result());
        assertEquals(1, lookups.get());
    }

    @Test
    void aLookUpThatFailedIsTriedAnewByTheNext() {
        var broken = cache.ask(KEY, () -> Future.failedFuture("down"));
        assertEquals(true, broken.failed());
        learn(KEY, ADA);
        assertSame(ADA, cache.ifKnown(KEY));
    }

    @Test
    void aRevocationForgetsItsKeyAndNoOther() {
        learn(KEY, ADA);
        learn(OTHER, BOB);
        cache.forget(it -> it.keyId().equals("ada's"));
        assertNull(cache.ifKnown(KEY));
        assertSame(BOB, cache.ifKnown(OTHER));
    }

    @Test
    void aLookUpUnderWayDuringARevocationIsNotRemembered() {
        var answer = Promise.<Finding>promise();
        var asked = cache.ask(KEY, answer::future);
        cache.forget(it -> it.keyId().equals("ada's"));
        answer.complete(ADA);
        assertSame(ADA, asked.result());
        assertNull(cache.ifKnown(KEY));
    }

    @Test
    void whoAsksAfterARevocationDoesNotJoinALookUpFromBefore() {
        var before = Promise.<Finding>promise();
        var stale = cache.ask(KEY, before::future);
        cache.forget(it -> it.keyId().equals("ada's"));
        var fresh = cache.ask(KEY, () -> Future.succeededFuture(new Finding.Wrong()));
        before.complete(ADA);
        assertNotSame(stale.result(), fresh.result());
        assertEquals(new Finding.Wrong(), cache.ifKnown(KEY));
    }

    @Test
    void aKeyAndASessionOfTheSameTextAreNotTheSame() {
        learn(new Secret("key", "x").hash(), ADA);
        assertNull(cache.ifKnown(new Secret("session", "x").hash()));
    }

    private void learn(Hash key, Finding finding) {
        cache.ask(key, () -> Future.succeededFuture(finding));
    }

    private static Future<Finding> counted(AtomicInteger lookups, Promise<Finding> answer) {
        lookups.incrementAndGet();
        return answer.future();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static Finding found(String keyId, Instant expires) {
        return new Finding.Found(identity(keyId), expires);
    }

    private static Identity identity(String keyId) {
        var account = UUID.randomUUID();
        return new Identity(account, Kind.ACCOUNT, account, Set.of(), Limits.NONE, keyId);
    }
}
