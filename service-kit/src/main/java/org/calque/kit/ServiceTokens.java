package org.calque.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Json;
import org.calque.messages.Limits;
import org.calque.messages.Service;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// Signs tokens by which this service asks another one in its own name, when there is nobody for whom it asks: what was
/// scheduled begins long after its caller's token is over.
///
/// With a key of its own, which says nothing of accounts: whoever checks such a token lets it ask what callers may do,
/// and
/// nothing else ([CallerAuthentication]).
@ApplicationScoped
public class ServiceTokens {
    static final String ISSUER = "calque-service";
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration REUSE = Duration.ofSeconds(20);

    private final Service service;
    private final Optional<SigningKey> key;
    private volatile Signed signed = new Signed("", 0);

    private record Signed(String token, long atMillis) {}

    ServiceTokens(
            @ConfigProperty(name = "calque.service") Service service,
            @ConfigProperty(name = "calque.service-key") Optional<Path> key) {
        this.service = service;
        this.key = key.map(SigningKey::new);
    }

    /// This service as a caller.
    ///
    /// @throws IllegalStateException without `CALQUE_SERVICE_KEY`
    public Caller caller() {
        var request = UUID.randomUUID().toString();
        return new Caller(null, Kind.SERVICE, Set.of(), Limits.NONE, "", request, request, null, token());
    }

    private String token() {
        long now = System.currentTimeMillis();
        var last = signed;
        if (now - last.atMillis < REUSE.toMillis()) {
            return last.token;
        }
        var fresh = new Signed(sign(now), now);
        signed = fresh;
        return fresh.token;
    }

    private String sign(long now) {
        var current = key.orElseThrow(() -> new IllegalStateException(
                        "CALQUE_SERVICE_KEY must name the file with the private key of this service"))
                .current();
        var signature = new JsonWebSignature();
        try {
            signature.setPayload(Json.MAPPER.writeValueAsString(Map.of(
                    "iss",
                    ISSUER,
                    "sub",
                    service.name().toLowerCase(Locale.ROOT),
                    "kind",
                    "service",
                    "iat",
                    now / 1000,
                    "exp",
                    now / 1000 + LIFE.toSeconds(),
                    "jti",
                    UUID.randomUUID().toString())));
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            signature.setKeyIdHeaderValue(current.kid());
            signature.setKey(current.key());
            return signature.getCompactSerialization();
        } catch (JoseException | JsonProcessingException unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }
}
