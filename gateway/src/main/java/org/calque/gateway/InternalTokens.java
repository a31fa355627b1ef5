package org.calque.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.calque.kit.SigningKey;
import org.calque.messages.Json;

/// Signs the tokens by which services know that a request comes from the gateway, and for whom.
///
/// A token lives for a minute and is used for the first third of it, so that a busy caller costs one signature now and
/// then, made off the event loop, and a service always has time left to ask another one in the caller's name.
@Singleton
class InternalTokens {
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration REUSE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final SigningKey key;
    private final Cache<Identity, String> signed =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REUSE).build();

    InternalTokens(Vertx vertx, GatewayConfig config) {
        this.vertx = vertx;
        this.key = new SigningKey(config.signingKey()
                .orElseThrow(() -> new IllegalStateException(
                        "CALQUE_SIGNING_KEY must name the file with the private key of internal tokens")));
    }

    Future<String> of(Identity caller) {
        var known = signed.getIfPresent(caller);
        return known != null
                ? Future.succeededFuture(known)
                : vertx.executeBlocking(() -> sign(caller), false).onSuccess(token -> signed.put(caller, token));
    }

    /// Whether there is a key to sign with; says so by throwing when there is not.
    void check() {
        key.current();
    }

    /// The private key itself, from which other secrets of the gateway follow.
    PrivateKey signingKey() {
        return key.current().key();
    }

    private String sign(Identity caller) {
        var signingKey = key.current();
        var kind = caller.kind().name().toLowerCase(Locale.ROOT);
        var claims = Jwt.issuer("calque-gateway")
                .subject(caller.id() == null ? kind : caller.id().toString())
                .claim("kind", kind)
                .groups(caller.groups())
                .claim("key_id", caller.keyId());
        if (!caller.limits().areNone()) {
            claims.claim("limits", Json.MAPPER.convertValue(caller.limits(), Map.class));
        }
        return claims.expiresIn(LIFE).jws().keyId(signingKey.kid()).sign(signingKey.key());
    }
}
