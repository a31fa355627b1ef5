package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.calque.gateway.EventsTest.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class ManagementTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void theGatewayIsReadyOnceAccountsServiceHasBelievedASignature() {
        var end = Instant.now().plus(Duration.ofSeconds(10));
        while (given().get(ready).statusCode() != 200) {
            Assertions.assertTrue(Instant.now().isBefore(end), "not ready within ten seconds");
            Thread.onSpinWait();
        }
    }

    @Test
    void requestsAreCountedByWhatTheyCalledAndHowTheyEndedAndNoSecretIsShown() {
        as("sk-ada-counted").post("/api/v1/ping");
        as("sk-ada-counted").post("/api/v1/xyz");
        given().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("calque_gateway_requests_seconds_count{called=\"ping\",ending=\"done\"}"))
                .body(containsString("calque_gateway_requests_seconds_count{called=\"other\",ending=\"refused\"}"))
                .body(containsString("calque_gateway_callers_seconds_count{source=\"accounts\"}"))
                .body(not(containsString("sk-ada")));
    }

    @Test
    void healthAndMetricsAreNotOnThePublicPort() {
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
    }
}
