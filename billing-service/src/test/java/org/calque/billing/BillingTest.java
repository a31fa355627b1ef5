package org.calque.billing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.util.RawValue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.Neighbours;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@TestProfile(BillingTest.WithProjectsBeside.class)
class BillingTest {
    private static final UUID PROJECT = UUID.randomUUID();

    /// Shared by system property, since the profile and the test are loaded by different class loaders.
    private static final String IN_USE = "billing.test.in-use";

    /// The projects service stands beside this one; here is what it answers on the wire.
    public static class WithProjectsBeside implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var projects = new Neighbours()
                    .at("/allocated-upgrades", (question, caller) -> new RawValue(System.getProperty(IN_USE, "{}")));
            return Map.of("CALQUE_PROJECTS_URL", projects.url());
        }
    }

    @Inject
    OwnedUpgradeRepository upgrades;

    private final UUID ada = UUID.randomUUID();

    @AfterEach
    void nothingIsInUse() {
        System.clearProperty(IN_USE);
    }

    @Test
    void anAccountWithoutUpgradesHasThreeEmptyObjects() {
        given().spec(TestCallers.account(ada).spec())
                .body("{\"id\":\"m1\"}")
                .post("/events/get_available_upgrades")
                .then()
                .statusCode(200)
                .body("event", is("available_upgrades"))
                .body("id", is("m1"))
                .body("total", anEmptyMap())
                .body("excess", anEmptyMap())
                .body("available", anEmptyMap());
    }

    @Test
    void whatIsOwnedNowIsHeldAgainstWhatProjectsUse() {
        own("cores", 2, Instant.now().minusSeconds(60), null);
        own("cores", 3, Instant.now().minusSeconds(60), null);
        own("cores", 100, Instant.now().minus(Duration.ofDays(2)), Instant.now().minus(Duration.ofDays(1)));
        own("memory", 100, Instant.now().plus(Duration.ofDays(1)), null);
        System.setProperty(IN_USE, "{\"" + PROJECT + "\":{\"cores\":6}}");

        given().spec(TestCallers.account(ada).spec())
                .post("/events/get_available_upgrades")
                .then()
                .body("total", is(Map.of("cores", 5.0f)))
                .body("excess", is(Map.of(PROJECT.toString(), Map.of("cores", 1.0f))))
                .body("available", is(Map.of("cores", 0.0f)));
    }

    @Test
    void aKeyThatIsLimitedToOtherProjectsIsToldTheSumsOnlyAndBuysNothing() {
        own("cores", 5, Instant.now().minusSeconds(60), null);
        System.setProperty(IN_USE, "{\"" + PROJECT + "\":{\"cores\":6}}");
        for (var only : new UUID[] {PROJECT, UUID.randomUUID()}) {
            given().spec(TestCallers.account(ada).onlyIn(only).spec())
                    .post("/events/get_available_upgrades")
                    .then()
                    .body("total", is(Map.of("cores", 5.0f)))
                    .body("available", is(Map.of("cores", 0.0f)))
                    .body("excess.size()", is(only.equals(PROJECT) ? 1 : 0));
            given().spec(TestCallers.account(ada).onlyIn(only).spec())
                    .body("{\"info\":{}}")
                    .post("/events/purchase_license")
                    .then()
                    .body("error", is("'purchase_license' is not for an API key that is limited to projects"));
        }
    }

    @Test
    void anotherServiceLearnsWhatTheCallerOwnsAndNothingOfOthers() {
        own("cores", 2, Instant.now().minusSeconds(60), null);
        given().spec(TestCallers.account(ada).spec())
                .post("/owned-upgrades")
                .then()
                .body("", is(Map.of("cores", 2.0f)));
        given().spec(TestCallers.account(UUID.randomUUID()).spec())
                .post("/owned-upgrades")
                .then()
                .body("", anEmptyMap());
        given().spec(TestCallers.project(ada).spec())
                .post("/owned-upgrades")
                .then()
                .body("", anEmptyMap());
    }

    @Test
    void nobodyGetsInWithoutATokenOfTheGateway() {
        given().post("/owned-upgrades").then().statusCode(401);
        given().post("/events/get_available_upgrades").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe_get_customer", "stripe_get_charges", "stripe_get_invoices"})
    void withoutStripeEveryEventOfItSaysSo(String event) {
        given().spec(TestCallers.account(ada).spec())
                .post("/events/" + event)
                .then()
                .statusCode(200)
                .body("event", is("error"))
                .body("error", containsString("Stripe is not configured"));
        given().spec(TestCallers.account(ada).spec())
                .header("Prefer", "problem-details")
                .post("/events/" + event)
                .then()
                .statusCode(501)
                .contentType("application/problem+json");
    }

    @Transactional
    void own(String upgrade, double amount, Instant since, Instant until) {
        var owned = OwnedUpgrade.of(ada, upgrade, amount, "test", since);
        owned.until = until;
        upgrades.persist(owned);
    }
}
