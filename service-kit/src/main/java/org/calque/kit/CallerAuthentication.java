package org.calque.kit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Json;
import org.calque.messages.Limits;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/// Lets nothing into a service but what carries a valid internal token of the gateway, whatever the path.
///
/// Beside the gateway's tokens there are those by which a service asks in its own name ([ServiceTokens]), where their
/// keys
/// are known. They open nothing but [#ASKED_BY_SERVICES].
///
/// A token that was verified is remembered until it expires, so that a busy caller costs one verification a minute.
@ApplicationScoped
public class CallerAuthentication {
    private static final Logger LOG = Logger.getLogger(CallerAuthentication.class);
    private static final String ISSUER = "calque-gateway";

    /// Where services ask what a caller may do.
    private static final Set<String> ASKED_BY_SERVICES = Set.of("/access", "/access/public");

    private record Verified(
            UUID id,
            Kind kind,
            Set<String> groups,
            Limits limits,
            String keyId,
            long expiresAtMillis,
            boolean isServices) {
        boolean opens(String path) {
            return !isServices || kind == Kind.SERVICE && ASKED_BY_SERVICES.contains(path);
        }
    }

    private final boolean enabled;
    private final InternalKeys keys;
    private final Optional<InternalKeys> keysOfServices;
    private final DefaultJWTTokenParser parser = new DefaultJWTTokenParser();
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfter(Expiry.<String, Verified>creating(
                    (token, it) -> Duration.ofMillis(Math.max(0, it.expiresAtMillis() - System.currentTimeMillis()))))
            .build();

    CallerAuthentication(
            @ConfigProperty(name = "calque.caller-authentication", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "calque.internal-jwks") Optional<Path> jwks,
            @ConfigProperty(name = "calque.services-jwks") Optional<Path> jwksOfServices) {
        this.enabled = enabled;
        this.keysOfServices = jwksOfServices.map(InternalKeys::new);
        this.keys = enabled
                ? new InternalKeys(jwks.orElseThrow(() -> new IllegalStateException(
                        "CALQUE_INTERNAL_JWKS must name the file with the public keys of the gateway")))
                : null;
    }

    void guard(@Observes Router router) {
        if (enabled) {
            router.route().order(-1000).handler(this::authenticate);
        }
    }

    private void authenticate(RoutingContext http) {
        var token = bearer(http.request().getHeader("Authorization"));
        var caller = token.flatMap(this::verify).filter(it -> it.opens(http.normalizedPath()));
        if (caller.isEmpty()) {
            http.response()
                    .setStatusCode(401)
                    .putHeader("Content-Type", "application/json; charset=utf-8")
                    .end("{\"error\":\"this is an inner service; call the gateway\"}");
            return;
        }
        var requestId = Optional.ofNullable(http.request().getHeader("X-Request-Id"))
                .orElseGet(() -> UUID.randomUUID().toString());
        Call.remember(
                http,
                new Caller(
                        caller.get().id(),
                        caller.get().kind(),
                        caller.get().groups(),
                        caller.get().limits(),
                        caller.get().keyId(),
                        requestId,
                        requestId,
                        http.request().getHeader("X-Forwarded-For"),
                        token.get()));
        http.next();
    }

    private Optional<Verified> verify(String token) {
        var known = verified.getIfPresent(token);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var kid = kidOf(token);
            var ofService = keysOfServices.flatMap(it -> it.byId(kid));
            var key = ofService.or(() -> keys.byId(kid));
            if (key.isEmpty()) {
                return Optional.empty();
            }
            var context = new JWTAuthContextInfo(key.get(), ofService.isPresent() ? ServiceTokens.ISSUER : ISSUER);
            context.setMaxTimeToLiveSecs(120L);
            context.setClockSkew(5);
            var fresh = read(parser.parse(token, context).getJwtClaims(), ofService.isPresent());
            verified.put(token, fresh);
            return Optional.of(fresh);
        } catch (ParseException | MalformedClaimException | IllegalArgumentException invalid) {
            LOG.debugf("an internal token was refused: %s", invalid.getMessage());
            return Optional.empty();
        }
    }

    private static Verified read(JwtClaims claims, boolean isServices) throws MalformedClaimException {
        var kind = Kind.valueOf(claims.getStringClaimValue("kind").toUpperCase(Locale.ROOT));
        var subject = claims.getSubject();
        List<String> groups = claims.getStringListClaimValue("groups");
        var keyId = claims.getStringClaimValue("key_id");
        return new Verified(
                kind == Kind.NOBODY || kind == Kind.SERVICE ? null : UUID.fromString(subject),
                kind,
                groups == null ? Set.of() : new HashSet<>(groups),
                limits(claims.getClaimValue("limits")),
                keyId == null ? "" : keyId,
                claims.getExpirationTime().getValueInMillis(),
                isServices);
    }

    /// @throws IllegalArgumentException when the claim cannot be read: no limits are never guessed
    static Limits limits(Object claim) {
        return claim == null ? Limits.NONE : Json.MAPPER.convertValue(claim, Limits.class);
    }

    private static String kidOf(String token) {
        var header = token.substring(0, Math.max(0, token.indexOf('.')));
        var kid = new JsonObject(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
                .getString("kid");
        return kid == null ? "" : kid;
    }

    private static Optional<String> bearer(String header) {
        return header != null && header.startsWith("Bearer ") ? Optional.of(header.substring(7)) : Optional.empty();
    }
}
