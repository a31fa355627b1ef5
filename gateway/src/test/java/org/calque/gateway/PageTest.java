package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class PageTest {
    @Test
    void thePageListsEveryEventAndRouteAndLoadsNothing() {
        for (String path : new String[] {"/", "/api/v1", "/api/v1/", "/api/v2"}) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .contentType("text/html; charset=utf-8")
                    .header("Content-Security-Policy", containsString("default-src 'none'; style-src 'self'"))
                    .body(containsString("/api/v1/project_exec"))
                    .body(containsString("/api/v2/projects/start"))
                    .body(containsString("max_output"))
                    .body(containsString("/auth/sign-in"))
                    .body(containsString("-d '{}'"))
                    .body(not(containsString("stripe_plans")));
        }
    }

    @Test
    void programsGetTheSameAsJson() {
        given().accept("application/json")
                .get("/")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("name", is("Calque"), "events.path", hasItems("/api/v1/ping", "/api/v1/query"));
    }

    @Test
    void nothingIsPostedToThePage() {
        given().post("/").then().statusCode(405).header("Allow", "GET, HEAD");
    }
}
