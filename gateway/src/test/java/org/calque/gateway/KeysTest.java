package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.calque.gateway.EventsTest.as;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.calque.kit.FactReaders.Received;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class KeysTest {
    @Inject
    KeyFacts facts;

    @ConfigProperty(name = "CALQUE_ACCOUNTS_URL")
    String accounts;

    @Test
    void aKeyIsLookedUpOnceAndThenRemembered() {
        ping("sk-ada-often", "pong");
        ping("sk-ada-often", "pong");
        ping("sk-ada-often", "pong");
        assertEquals(1, lookups("sk-ada-often"));
    }

    @Test
    void aRevokedKeyIsForgottenAsSoonAsTheFactIsRead() {
        ping("sk-ada-gone", "pong");
        given().post(accounts + "/revoke?sk-ada-gone");
        ping("sk-ada-gone", "pong");
        read("KeyRevoked", "key_id", "id of sk-ada-gone");
        as("sk-ada-gone")
                .post("/api/v1/ping")
                .then()
                .statusCode(400)
                .body("error", is("No account found. Is your API key wrong?"));
    }

    @Test
    void aCallerThatChangedIsLookedUpAnewAndOthersAreNot() {
        ping("sk-ada-changed", "pong");
        ping("sk-project", "pong");
        int before = lookups("sk-project");
        read("CallerChanged", "caller_id", FakeServices.ADA);
        ping("sk-ada-changed", "pong");
        ping("sk-project", "pong");
        assertEquals(2, lookups("sk-ada-changed"));
        assertEquals(before, lookups("sk-project"));
    }

    @Test
    void whatChangesOfAnAccountConcernsTheProjectKeysThatItMade() {
        ping("sk-project", "pong");
        int before = lookups("sk-project");
        read("CallerChanged", "caller_id", FakeServices.MAKER);
        ping("sk-project", "pong");
        assertEquals(before + 1, lookups("sk-project"));
    }

    @Test
    void whatWasRememberedBeforeFactsAreFollowedIsForgotten() {
        ping("sk-ada-early", "pong");
        facts.begin();
        ping("sk-ada-early", "pong");
        assertEquals(2, lookups("sk-ada-early"));
    }

    @Test
    void aKeyThatIsMuchTooLongIsWrongWithoutALookUp() {
        var key = "k".repeat(600);
        given().header("Authorization", "Bearer " + key)
                .post("/api/v1/ping")
                .then()
                .statusCode(400);
        assertEquals(0, lookups(key));
    }

    private static void ping(String key, String event) {
        as(key).post("/api/v1/ping").then().body("event", is(event));
    }

    private int lookups(String key) {
        return Integer.parseInt(given().get(accounts + "/lookups?" + key).asString());
    }

    private void read(String type, String field, String value) {
        facts.read(new Received(
                "1", type, value, JsonNodeFactory.instance.objectNode().put(field, value)));
    }
}
