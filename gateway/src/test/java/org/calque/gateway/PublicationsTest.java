package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.calque.reference.Reference;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class PublicationsTest {
    @Test
    void everybodyMayReadTheDescriptionOfTheApi() {
        given().get("/openapi.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("openapi", is("3.1.0"))
                .body("paths", hasKey("/api/v1/ping"))
                .body("paths", hasKey("/api/v2/exec"));
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        var etag = given().get("/openapi.json").then().extract().header("ETag");
        var again = given().header("If-None-Match", etag)
                .get("/openapi.json")
                .then()
                .statusCode(304);
        assertEquals("", again.extract().asString());
    }

    @Test
    void messagesAreDocumentedByName() {
        given().get("/api/v1/reference")
                .then()
                .statusCode(200)
                .body("api_messages.ping", is(true))
                .body("documentation.project_exec.fields.command.required", is(true))
                .body("documentation.project_exec.fields.timeout.default", equalTo(10.0f))
                .body("examples.ping[0][1].event", is("pong"));
    }

    @Test
    void theyAreOnlyRead() {
        given().post("/openapi.json").then().statusCode(405).header("Allow", "GET, HEAD");
        given().auth()
                .preemptive()
                .basic("sk-ada", "")
                .post("/api/v1/reference")
                .then()
                .statusCode(400)
                .body("error", containsString("unknown endpoint 'reference'"));
    }

    @Test
    void everyOperationHasAPage() {
        for (var operation : Reference.built().operations()) {
            given().get("/docs/" + operation.id())
                    .then()
                    .statusCode(200)
                    .contentType("text/html")
                    .header("Content-Security-Policy", containsString("connect-src 'self'"))
                    .body(containsString(operation.path()));
        }
        given().get("/docs/nothing").then().statusCode(404);
    }

    @Test
    void theListIsSearchedWithoutScripts() {
        given().get("/docs?q=cancel job")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", not(containsString("connect-src")))
                .body(containsString("/api/v2/exec/cancel"))
                .body(not(containsString("/api/v1/ping")));
    }

    @Test
    void whatIsSearchedForIsShownAsText() {
        given().queryParam("q", "<script>alert(1)</script>")
                .get("/docs")
                .then()
                .statusCode(200)
                .body(not(containsString("<script>alert")));
    }
}
