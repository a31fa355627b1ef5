package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.calque.gateway.EventsTest.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.calque.messages.Json;
import org.calque.messages.NotOffered;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class RoutesTest {
    @ConfigProperty(name = "test.jwks")
    Path jwks;

    @Test
    void aPathOutsideTheTableIsNotFoundWhateverTheMethod() {
        given().post("/api/v2/nope")
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("error", containsString("nope"));
        given().get("/api/v2/nope").then().statusCode(404).contentType("application/json");
        given().get("/somewhere").then().statusCode(404).contentType("application/json");
    }

    @Test
    void aPathThatClientsKnowAndCalqueDoesNotOfferIsRefusedByName() {
        for (var path : List.of("compute/create-server", "jupyter/execute", "shopping/cart/add")) {
            given().post("/api/v2/" + path)
                    .then()
                    .statusCode(200)
                    .body("error", is(NotOffered.at(path).orElseThrow().error()));
            given().header("Prefer", "problem-details")
                    .post("/api/v2/" + path)
                    .then()
                    .statusCode(501)
                    .body("title", is("not offered"));
        }
    }

    @Test
    void whatAServiceSaysMayBeKeptMayBeKept() {
        given().post("/api/v2/news/list").then().statusCode(200).header("Cache-Control", "public, max-age=3600");
        as("sk-ada").post("/api/v2/projects/get").then().header("Cache-Control", "no-store");
    }

    @Test
    void anAddressThatIsTooLongIsRefusedAsJson() {
        for (int length : new int[] {16_384, 60_000}) {
            given().get("/api/v2/projects/get?q=" + "x".repeat(length))
                    .then()
                    .statusCode(414)
                    .contentType("application/json")
                    .body("error", startsWith("the address of a request must have at most 16384 characters"));
        }
        given().get("/api/v2/projects/get?q=" + "x".repeat(10_000)).then().statusCode(405);
    }

    @Test
    void onlyPostIsAnswered() {
        given().get("/api/v2/projects/get")
                .then()
                .statusCode(405)
                .header("Allow", "POST")
                .body("error", containsString("POST"));
    }

    @Test
    void theEndOfAnAccountIsNotEvenThereForOtherMethods() {
        given().get("/api/v2/accounts/delete")
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("$", is(java.util.Map.of("message", "must use a POST request")));
    }

    @Test
    void aTrueStatusOfAServiceReachesTheClient() {
        as("sk-ada")
                .contentType("application/json")
                .body("{\"command\":\"reject\"}")
                .post("/api/v2/exec")
                .then()
                .statusCode(400)
                .contentType("application/json")
                .body("error", is("not so"));
    }

    @Test
    void formValuesStayTextsAndARepeatedNameIsAList() {
        as("sk-ada")
                .contentType("application/x-www-form-urlencoded")
                .body("a=1&a=2&b[c]=true&limit=5")
                .post("/api/v2/projects/get")
                .then()
                .body(
                        "path",
                        is("/v2/projects/get"),
                        "body",
                        is("{\"a\":[\"1\",\"2\"],\"b[c]\":\"true\",\"limit\":\"5\"}"));
    }

    @Test
    void malformedJsonAndJsonThatIsNoObjectAreRefusedAsJson() {
        for (String body : new String[] {"{", "[]", "3"}) {
            as("sk-ada")
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/api/v2/projects/get")
                    .then()
                    .statusCode(400)
                    .contentType("application/json");
        }
    }

    @Test
    void aBodyWithoutATypeHasNoParameters() {
        as("sk-ada")
                .contentType("text/plain")
                .body("{\"limit\":1}")
                .post("/api/v2/projects/get")
                .then()
                .body("body", is("{}"));
    }

    @Test
    void anAccountIsNamedInTheTokenWithItsGroups() throws Exception {
        var claims = claimsFor(as("sk-ada"));
        assertEquals("calque-gateway", claims.path("iss").asText());
        assertEquals(FakeServices.ADA, claims.path("sub").asText());
        assertEquals("account", claims.path("kind").asText());
        assertEquals("[\"admin\"]", claims.path("groups").toString());
        assertTrue(claims.path("exp").asLong() - claims.path("iat").asLong() <= 60);
    }

    @Test
    void aProjectKeyActsAsItsProject() throws Exception {
        var claims = claimsFor(as("sk-project"));
        assertEquals(FakeServices.PROJECT, claims.path("sub").asText());
        assertEquals("project", claims.path("kind").asText());
    }

    @Test
    void aSessionCookieDecidesAlone() throws Exception {
        assertEquals(
                FakeServices.ADA,
                claimsFor(given().header("Cookie", "x=1; remember_me=sha512%24salt%241000%24session"))
                        .path("sub")
                        .asText());
        assertEquals(
                "nobody",
                claimsFor(as("sk-ada").header("Cookie", "remember_me=expired"))
                        .path("kind")
                        .asText());
    }

    @Test
    void aWrongKeyOrNoneIsNobody() throws Exception {
        assertEquals("nobody", claimsFor(as("sk-wrong")).path("kind").asText());
        assertEquals("nobody", claimsFor(as("")).path("kind").asText());
        assertEquals("nobody", claimsFor(given()).path("kind").asText());
        assertEquals(
                "nobody",
                claimsFor(given().header("Authorization", "Digest x"))
                        .path("kind")
                        .asText());
    }

    @Test
    void cookiesOfTheServiceReachTheClient() {
        var cookies = wish("cookies", as("sk-ada")).headers().getValues("Set-Cookie");
        assertEquals(2, cookies.size());
        assertTrue(cookies.contains("remember_me=a; HttpOnly"));
    }

    @Test
    void problemsOfTheServiceReachOnlyThoseWhoAskedForThem() {
        wish("refuse", as("sk-ada").header("Prefer", "problem-details"))
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("title", is("forbidden"));
        wish("refuse", as("sk-ada")).then().statusCode(200).body("error", startsWith("something went wrong"));
    }

    private static io.restassured.response.Response wish(String wish, RequestSpecification as) {
        return as.contentType(ContentType.JSON)
                .body("{\"command\":\"" + wish + "\"}")
                .post("/api/v2/exec");
    }

    private JsonNode claimsFor(RequestSpecification caller) throws Exception {
        String header = caller.post("/api/v2/projects/get")
                .then()
                .statusCode(200)
                .extract()
                .path("authorization");
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(header.substring("Bearer ".length()));
        var key = new JsonWebKeySet(Files.readString(jwks)).getJsonWebKeys().getFirst();
        assertEquals(key.getKeyId(), signature.getKeyIdHeaderValue());
        assertEquals("RS256", signature.getAlgorithmHeaderValue());
        signature.setKey(key.getKey());
        assertTrue(signature.verifySignature());
        return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(signature.getEncodedPayload()));
    }
}
