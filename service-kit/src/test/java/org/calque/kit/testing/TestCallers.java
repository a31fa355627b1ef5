package org.calque.kit.testing;

import io.restassured.builder.RequestSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.calque.embedded.TestInfra;
import org.calque.messages.Caller;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Json;
import org.calque.messages.Limits;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/// Callers with internal tokens as the gateway would sign them, for services started by [TestSystem].
public final class TestCallers {
    private static final Duration REUSE = Duration.ofSeconds(20);
    private static final Map<TestCaller, Signed> SIGNED = new ConcurrentHashMap<>();

    private TestCallers() {}

    private record Signed(String token, Instant at) {
        private boolean isYoung() {
            return at.plus(REUSE).isAfter(Instant.now());
        }
    }

    public static TestCaller account(UUID id) {
        return new TestCaller(Kind.ACCOUNT, id, Set.of(), "203.0.113.1", Limits.NONE, "session-test");
    }

    public static TestCaller project(UUID id) {
        return new TestCaller(Kind.PROJECT, id, Set.of(), "203.0.113.1", Limits.NONE, "session-test");
    }

    public static TestCaller nobody() {
        return new TestCaller(Kind.NOBODY, null, Set.of(), "203.0.113.1", Limits.NONE, "session-test");
    }

    public static TestCaller service() {
        return new TestCaller(Kind.SERVICE, null, Set.of(), null, Limits.NONE, "");
    }

    /// One caller.
    ///
    /// @param address of the client, as the gateway would have seen it
    /// @param limits  of its key
    /// @param keyId   names its key or session
    public record TestCaller(Kind kind, UUID id, Set<String> groups, String address, Limits limits, String keyId) {
        public TestCaller admin() {
            return in("admin");
        }

        public TestCaller partner() {
            return in("partner");
        }

        public TestCaller in(String group) {
            var more = new HashSet<>(groups);
            more.add(group);
            return new TestCaller(kind, id, more, address, limits, keyId);
        }

        public TestCaller at(String address) {
            return new TestCaller(kind, id, groups, address, limits, keyId);
        }

        public TestCaller limitedTo(Limits limits) {
            return new TestCaller(kind, id, groups, address, limits, keyId);
        }

        /// With a key that may make calls of these scopes only, such as `read`.
        public TestCaller withScopes(String... scopes) {
            return limitedTo(new Limits(Set.of(scopes), limits.projects(), limits.networks()));
        }

        /// With a key that may use these projects only.
        public TestCaller onlyIn(UUID... projects) {
            return limitedTo(new Limits(limits.scopes(), Set.of(projects), limits.networks()));
        }

        /// With this key.
        public TestCaller by(String keyId) {
            return new TestCaller(kind, id, groups, address, limits, keyId);
        }

        /// An internal token that is good for 40 s and more. Like the gateway's, it is used again by the same caller:
        /// to sign one takes longer than most calls.
        public String token() {
            return SIGNED.compute(this, (_, known) -> known != null && known.isYoung() ? known : sign(this))
                    .token();
        }

        /// The value of an `Authorization` header.
        public String bearer() {
            return "Bearer " + token();
        }

        /// A JSON request of this caller: `given().spec(TestCallers.account(ADA).spec())`.
        public RequestSpecification spec() {
            var spec = new RequestSpecBuilder()
                    .addHeader("Authorization", bearer())
                    .setContentType(ContentType.JSON);
            return (address == null ? spec : spec.addHeader("X-Forwarded-For", address)).build();
        }

        /// The same for code that is called directly.
        public Caller caller() {
            var request = UUID.randomUUID().toString();
            return new Caller(id, kind, groups, limits, keyId, request, request, address, token());
        }
    }

    private static Signed sign(TestCaller caller) {
        var claims = new JwtClaims();
        claims.setIssuer("calque-gateway");
        var kind = caller.kind().name().toLowerCase(Locale.ROOT);
        claims.setSubject(caller.id() == null ? kind : caller.id().toString());
        claims.setStringClaim("kind", kind);
        claims.setStringListClaim("groups", List.copyOf(caller.groups()));
        claims.setStringClaim("key_id", caller.keyId());
        if (!caller.limits().areNone()) {
            claims.setClaim("limits", Json.MAPPER.convertValue(caller.limits(), Map.class));
        }
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(1);
        claims.setGeneratedJwtId();
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKeyIdHeaderValue(Keys.ID);
        signature.setKey(Keys.PRIVATE);
        try {
            return new Signed(signature.getCompactSerialization(), Instant.now());
        } catch (JoseException unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }

    private static final class Keys {
        static final PrivateKey PRIVATE;
        static final String ID;

        static {
            var files = TestInfra.keysAndKafka();
            try {
                var pem = Files.readString(Path.of(files.get("CALQUE_SIGNING_KEY")))
                        .replaceAll("-----[A-Z ]+-----|\\s", "");
                PRIVATE = KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
                ID = new JsonWebKeySet(Files.readString(Path.of(files.get("CALQUE_INTERNAL_JWKS"))))
                        .getJsonWebKeys()
                        .getFirst()
                        .getKeyId();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (GeneralSecurityException | JoseException unusable) {
                throw new IllegalStateException(unusable);
            }
        }
    }
}
