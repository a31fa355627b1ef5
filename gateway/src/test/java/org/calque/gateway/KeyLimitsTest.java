package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.calque.gateway.EventsTest.as;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import org.calque.messages.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class KeyLimitsTest {
    private static final String WRONG_KEY = "No account found. Is your API key wrong?";
    private static final String EXEC = "{\"project_id\":\"p\",\"command\":\"ls\"}";

    @Test
    void anEventBeyondTheScopesOfAKeyIsRefusedWithTheScopeThatIsMissing() {
        json(as("sk-reader"), EXEC)
                .post("/api/v1/project_exec")
                .then()
                .statusCode(400)
                .body(is("{\"error\":\"the API key lacks the scope 'exec' that 'project_exec' needs\"}"));
    }

    @Test
    void aPathBeyondTheScopesOfAKeyIsRefusedWithStatus200() {
        json(as("sk-reader"), EXEC)
                .post("/api/v2/exec")
                .then()
                .statusCode(200)
                .body(is("{\"error\":\"the API key lacks the scope 'exec' that 'exec' needs\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1/project_exec", "v2/exec"})
    void whoeverAsksForTrueStatusesGets403(String path) {
        json(as("sk-reader").header("Prefer", "problem-details"), EXEC)
                .post("/api/" + path)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", startsWith("the API key lacks the scope 'exec'"));
    }

    @Test
    void callsWithinTheScopesAreForwardedWithTheLimitsInTheToken() throws Exception {
        assertEquals("read", claims("sk-reader").at("/limits/scopes/0").asText());
        assertTrue(claims("sk-ada").path("limits").isMissingNode());
    }

    @Test
    void whatNeedsNoKeyIsNotForbiddenByItsScopes() {
        as("sk-reader").post("/api/v1/ping").then().body("event", is("pong"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.9", "2001:db8:1::9", "203.0.113.5, 198.51.100.9", "198.51.100.9, 10.2.3.4"})
    void aKeyOfANetworkWorksThere(String forwardedFor) {
        from(forwardedFor).post("/api/v1/ping").then().body("event", is("pong"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.101.9", "2001:db9::1", "198.51.100.9, 203.0.113.5", "nonsense"})
    void elsewhereAKeyOfANetworkIsAWrongKey(String forwardedFor) {
        from(forwardedFor).post("/api/v1/ping").then().statusCode(400).body("error", is(WRONG_KEY));
    }

    @Test
    void elsewhereTheCallerOfAPathIsNobody() throws Exception {
        assertEquals("nobody", claims(from("203.0.113.5")).path("kind").asText());
        assertEquals("account", claims(from("198.51.100.9")).path("kind").asText());
    }

    @Test
    void limitsThatCannotBeReadAreNotIgnored() {
        as("sk-unreadable").post("/api/v1/ping").then().body("event", is("error"));
    }

    private static RequestSpecification from(String forwardedFor) {
        return as("sk-office").header("X-Forwarded-For", forwardedFor);
    }

    private static JsonNode claims(String key) throws Exception {
        return claims(as(key));
    }

    /// What the token says that the service was handed.
    private static JsonNode claims(RequestSpecification caller) throws Exception {
        String token =
                json(caller, "{}").post("/api/v2/projects/get").then().extract().path("authorization");
        return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static RequestSpecification json(RequestSpecification request, String body) {
        return given().spec(request).contentType("application/json").body(body);
    }
}
