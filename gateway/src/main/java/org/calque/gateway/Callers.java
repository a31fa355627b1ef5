package org.calque.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.calque.gateway.Credential.Secret;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Json;
import org.calque.messages.Limits;
import org.calque.messages.Service;

/// Finds out who is calling, from memory or from accounts-service.
@Singleton
class Callers {
    private static final Finding WRONG = new Finding.Wrong();

    /// From what memory takes to what a service in trouble does.
    private static final Duration[] BUCKETS = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000)
            .mapToObj(micros -> Duration.of(micros, ChronoUnit.MICROS))
            .toArray(Duration[]::new);

    private final CallerCache cache;
    private final Services services;
    private final InternalTokens tokens;
    private final ClientAddress addresses;
    private final Timer remembered;
    private final Timer asked;

    Callers(
            GatewayConfig config,
            Services services,
            InternalTokens tokens,
            ClientAddress addresses,
            MeterRegistry metrics) {
        this.services = services;
        this.tokens = tokens;
        this.addresses = addresses;
        this.cache = new CallerCache(
                config.keyCacheTime(), config.keyCacheSize(), Ticker.systemTicker(), InstantSource.system());
        this.remembered = lookups(metrics, "memory");
        this.asked = lookups(metrics, "accounts");
    }

    private static Timer lookups(MeterRegistry metrics, String source) {
        return Timer.builder("calque.gateway.callers")
                .description("where the caller of a request was found, and how long that took")
                .tag("source", source)
                .serviceLevelObjectives(BUCKETS)
                .register(metrics);
    }

    /// Who this secret belongs to; fails with the refusal to answer when accounts-service does not say. A key that is
    /// limited to networks is wrong everywhere else: whoever has stolen it learns nothing about it.
    Future<Finding> of(Secret secret, HttpServerRequest request) {
        return of(secret)
                .map(finding ->
                        finding instanceof Finding.Found found && !mayComeFrom(request, found) ? WRONG : finding);
    }

    private boolean mayComeFrom(HttpServerRequest request, Finding.Found found) {
        var limits = found.identity().limits();
        return limits.networks() == null || limits.allowFrom(addresses.of(request));
    }

    private Future<Finding> of(Secret secret) {
        if (secret.isTooLong()) {
            return Future.succeededFuture(WRONG);
        }
        long begin = System.nanoTime();
        var hash = secret.hash();
        var known = cache.ifKnown(hash);
        if (known != null) {
            remembered.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
            return Future.succeededFuture(known);
        }
        return here(cache.ask(hash, () -> lookUp(secret)))
                .onComplete(_ -> asked.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS));
    }

    void forgetKey(String keyId) {
        cache.forget(it -> it.keyId().equals(keyId));
    }

    void forgetAll() {
        cache.forget(_ -> true);
    }

    void forgetCaller(UUID id) {
        cache.forget(it -> it.dependsOn(id));
    }

    /// The same, told on the event loop of the connection that asks: a joined look-up may belong to another one.
    private static Future<Finding> here(Future<Finding> answer) {
        var here = ContextInternal.current().<Finding>promise();
        answer.onComplete(here);
        return here.future();
    }

    private Future<Finding> lookUp(Secret secret) {
        var question = Json.MAPPER.createObjectNode().put(secret.field(), secret.value());
        return tokens.of(Identity.GATEWAY)
                .compose(token -> services.ask(Service.ACCOUNTS, "/keys/lookup", question, token))
                .map(Callers::read);
    }

    private static Finding read(Services.Answer answer) {
        return switch (answer.status()) {
            case 200 -> found(answer.json());
            case 404 -> WRONG;
            case 403 -> new Finding.Banned();
            default -> throw Refusal.down(Service.ACCOUNTS).asException();
        };
    }

    private static Finding found(JsonNode json) {
        var kind = Kind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT));
        var account = UUID.fromString(json.path("account_id").asText());
        var id = kind == Kind.PROJECT ? UUID.fromString(json.path("project_id").asText()) : account;
        var groups = new HashSet<String>();
        json.path("groups").forEach(group -> groups.add(group.asText()));
        var expires = json.path("expires");
        return new Finding.Found(
                new Identity(
                        id,
                        kind,
                        account,
                        groups,
                        limits(json.path("limits")),
                        json.path("key_id").asText()),
                expires.isTextual() ? Instant.parse(expires.textValue()) : null);
    }

    /// Limits that cannot be read are no reason to go without them: the look-up fails.
    private static Limits limits(JsonNode json) {
        return json.isMissingNode() || json.isNull() ? Limits.NONE : Json.MAPPER.convertValue(json, Limits.class);
    }
}
