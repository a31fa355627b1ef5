package org.calque.projects;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.ServiceTokens;
import org.calque.kit.SigningKey;
import org.calque.kit.testing.TestSystem;
import org.calque.messages.Json;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

/// The key of another service opens the door at which it asks what an account may do, and no other.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
class ServicesOwnTokensTest {
    private static final String ACCOUNT = UUID.randomUUID().toString();
    private static final String PROJECT = UUID.randomUUID().toString();

    @Inject
    ServiceTokens tokens;

    @ConfigProperty(name = "calque.service-key")
    Path key;

    @Test
    void aServiceIsToldWhatAnAccountMay() {
        ask("/access", tokens.caller().token()).statusCode(200).body("'" + ACCOUNT + "'.'" + PROJECT + "'", is("none"));
    }

    @Test
    void nothingElseIsOpenToAService() {
        for (var path : List.of(
                "/v2/projects/get",
                "/events/create_project",
                "/tables/projects",
                "/access/other",
                "/access/../v2/projects/get",
                "/q/metrics")) {
            ask(path, tokens.caller().token()).statusCode(401);
        }
    }

    @Test
    void theKeyOfAServiceSpeaksNeitherForAccountsNorForTheGateway() throws Exception {
        for (var issuer : List.of("calque-service", "calque-gateway")) {
            ask("/access", forged(issuer, "account")).statusCode(401);
            ask("/v2/projects/get", forged(issuer, "account")).statusCode(401);
        }
        ask("/access", forged("calque-gateway", "service")).statusCode(401);
    }

    private String forged(String issuer, String kind) throws Exception {
        var current = new SigningKey(key).current();
        var now = Instant.now().getEpochSecond();
        var token = new JsonWebSignature();
        token.setPayload(Json.MAPPER.writeValueAsString(Map.of(
                "iss", issuer, "sub", UUID.randomUUID(), "kind", kind, "iat", now, "exp", now + 60, "jti", "1")));
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setKeyIdHeaderValue(current.kid());
        token.setKey(current.key());
        return token.getCompactSerialization();
    }

    private static ValidatableResponse ask(String path, String token) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(Map.of("accounts", Map.of(ACCOUNT, List.of(PROJECT))))
                .post(path)
                .then();
    }
}
