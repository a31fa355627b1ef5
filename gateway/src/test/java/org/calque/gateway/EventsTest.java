package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class EventsTest {
    private static final String UUID_V4 = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static final String ERROR = "invalid parameters 'Error: misc.defaults -- TypeError: ";

    static RequestSpecification as(String key) {
        var pair = Base64.getEncoder().encodeToString((key + ":").getBytes());
        return given().header("Authorization", "Basic " + pair);
    }

    private static ValidatableResponse call(RequestSpecification as, String event, String json) {
        return as.contentType(ContentType.JSON)
                .body(json)
                .post("/api/v1/" + event)
                .then();
    }

    private static void refused(ValidatableResponse answer, String error) {
        answer.statusCode(400)
                .contentType("application/json")
                .body("error", is(error), "event", nullValue(), "id", nullValue());
    }

    @Test
    void pingIsAnsweredToABlankKeyWithTheTimeAndAnIdOfItsOwn() {
        as("").post("/api/v1/ping")
                .then()
                .statusCode(200)
                .contentType("application/json; charset=utf-8")
                .body(
                        "event", is("pong"),
                        "id", matchesPattern(UUID_V4),
                        "now", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    }

    @Test
    void pingRefusesAKeyThatIsGivenAndWrong() {
        refused(as("sk-nobodys").post("/api/v1/ping").then(), "No account found. Is your API key wrong?");
    }

    @Test
    void onlyTheLastSegmentOfThePathIsTheEvent() {
        as("").post("/api/v1/x/y/ping").then().body("event", is("pong"));
    }

    @Test
    void aBlankKeyIsWrongForEveryOtherEvent() {
        refused(
                call(as(""), "project_exec", "{\"project_id\":\"p\",\"command\":\"ls\"}"),
                "No account found. Is your API key wrong?");
    }

    @Test
    void aBearerKeyIsAsGoodAsABasicOne() {
        given().header("Authorization", "bearer sk-ada")
                .post("/api/v1/ping")
                .then()
                .body("event", is("pong"));
    }

    @Test
    void whatIsNotBase64IsAWrongKey() {
        refused(
                given().header("Authorization", "Basic !!!")
                        .post("/api/v1/ping")
                        .then(),
                "No account found. Is your API key wrong?");
    }

    @Test
    void noKeyIsNoticedBeforeAnythingElse() {
        refused(given().post("/api/v1/nonsense").then(), "You must provide authentication via an API key.");
        refused(call(given(), "project_exec", "{malformed"), "You must provide authentication via an API key.");
    }

    @Test
    void anotherSchemeIsNamed() {
        refused(
                given().header("Authorization", "Digest x=y")
                        .post("/api/v1/ping")
                        .then(),
                "Unknown authorization type 'Digest'");
    }

    @Test
    void anUnknownEventIsNoticedBeforeAWrongKey() {
        for (var body : new String[] {"{\"strategy\":\"google\"}", "{\"strategy\":\"google\",\"id\":null}"}) {
            refused(
                    call(as("sk-nobodys"), "unlink_passport", body),
                    "invalid parameters 'Error: misc.defaults -- TypeError: property 'id' must be specified: '");
        }
        refused(as("sk-nobodys").post("/api/v1/xyz").then(), "unknown endpoint 'xyz'");
    }

    @Test
    void aDeclaredMessageThatIsNotPartOfTheApiIsNotUnknown() {
        refused(as("sk-nobodys").post("/api/v1/sign_in").then(), "endpoint 'sign_in' is not part of the HTTP API");
    }

    @Test
    void missingAndUnknownOptionsAreNoticedBeforeAWrongKey() {
        refused(
                call(as("sk-nobodys"), "project_exec", "{\"project_id\":\"p\",\"foo\":1}"),
                ERROR + "property 'command' must be specified: '");
        refused(
                call(as("sk-nobodys"), "project_exec", "{\"project_id\":\"p\",\"command\":\"ls\",\"foo\":1}"),
                ERROR + "got an unexpected argument 'foo' '");
    }

    @Test
    void aWrongKeyIsNoticedBeforeAnEventThatNobodyAnswers() {
        refused(call(as("sk-nobodys"), "stripe_plans", "{\"plans\":[]}"), "No account found. Is your API key wrong?");
        refused(call(as("sk-ada"), "stripe_plans", "{\"plans\":[]}"), "unknown message event type 'stripe_plans'");
    }

    @Test
    void multiResponseQueriesAreNoticedBeforeAWrongKey() {
        refused(
                call(as("sk-nobodys"), "query", "{\"query\":{},\"multi_response\":true}"),
                "multi_response queries aren't supported");
    }

    @Test
    void aBannedAccountIsTold() {
        refused(
                as("sk-banned").post("/api/v1/ping").then(),
                "User is BANNED.  If this is a mistake, please contact help@cocalc.com");
    }

    @Test
    void theEventInTheBodyMustBeThatOfThePath() {
        call(as("sk-ada"), "ping", "{\"event\":\"ping\"}").statusCode(200).body("event", is("pong"));
        refused(
                call(as("sk-ada"), "ping", "{\"event\":\"query\"}"),
                "invalid parameters 'Error: ValueError: must not define 'event' when calling message creation function"
                        + " (ping)'");
    }

    @Test
    void anyIdIsRepeatedUnchanged() {
        call(as(""), "ping", "{\"id\":\"x\\u00e9\\\"y\"}").body("id", is("xé\"y"));
        call(as(""), "ping", "{\"id\": 12 }").body("id", is(12));
        call(as(""), "ping", "{\"id\": {\"a\":[true,null]}}").body("id.a[0]", is(true));
        call(as(""), "ping", "{\"id\":null}").body("id", matchesPattern(UUID_V4));
        as("").formParam("id", "7").post("/api/v1/ping").then().body("id", is("7"));
    }

    @Test
    void malformedJsonIsRefusedAsJson() {
        call(as("sk-ada"), "ping", "{\"id\":")
                .statusCode(400)
                .contentType("application/json")
                .body("error", startsWith("the body is not valid JSON: "));
        call(as("sk-ada"), "ping", "{} {}").statusCode(400).body("error", startsWith("the body is not valid JSON: "));
    }

    @Test
    void theIndexesOfAListAreUnexpectedArguments() {
        refused(call(as("sk-ada"), "ping", "[1,[2],3]"), ERROR + "got an unexpected argument '0' '");
        call(as("sk-ada"), "ping", "[]").statusCode(200).body("event", is("pong"));
    }

    @Test
    void otherJsonIsRefused() {
        refused(call(as("sk-ada"), "ping", "7"), "the JSON body must be an object");
        refused(call(as("sk-ada"), "ping", "\"ping\""), "the JSON body must be an object");
    }

    @Test
    void aBodyOfAnotherTypeIsAsGoodAsNone() {
        as("").contentType("text/plain")
                .body("{\"foo\":1}")
                .post("/api/v1/ping")
                .then()
                .body("event", is("pong"));
    }

    @Test
    void onlyPostIsAnsweredAndOthersAreToldSo() {
        for (String method : new String[] {"GET", "PUT", "DELETE", "OPTIONS"}) {
            as("").request(method, "/api/v1/ping")
                    .then()
                    .statusCode(405)
                    .header("Allow", "POST")
                    .contentType("application/json")
                    .body("error", is("only POST is answered here"));
        }
    }

    @Test
    void aServiceIsHandedTheBodyAsItCameAndWhoCalls() {
        var sent = "{ \"project_id\":\"p\", \"command\":\"ls\", \"timeout\":\"3\", \"id\":1 }";
        call(as("sk-ada"), "project_exec", sent)
                .statusCode(200)
                .header("X-Request-Id", not(emptyOrNullString()))
                .body(
                        "path", is("/events/project_exec"),
                        "size", is(sent.length()),
                        "authorization", startsWith("Bearer ey"),
                        "x-request-id", matchesPattern(UUID_V4),
                        "x-forwarded-for", is("127.0.0.1"));
    }

    @Test
    void formValuesArriveInTheirDeclaredTypes() {
        as("sk-ada")
                .contentType("application/x-www-form-urlencoded")
                .body("project_id=p&command=echo+%C3%A9&args[]=a&args[]=b&bash=false&timeout=2.5&id=9")
                .post("/api/v1/project_exec")
                .then()
                .body(
                        "body",
                        is("{\"project_id\":\"p\",\"command\":\"echo é\",\"args\":[\"a\",\"b\"],\"timeout\":2.5,"
                                + "\"bash\":false,\"id\":\"9\"}"));
    }

    @Test
    void aFormValueThatCannotBeConvertedIsRefused() {
        refused(
                as("sk-ada")
                        .formParam("project_id", "p")
                        .formParam("command", "ls")
                        .formParam("timeout", "soon")
                        .post("/api/v1/project_exec")
                        .then(),
                ERROR + "property 'timeout' must be a number, but is the string 'soon': '");
    }

    @Test
    void theAddressOfTheClientIsTheLastOneThatNoTrustedProxyHas() {
        call(
                        as("sk-ada").header("X-Forwarded-For", "6.6.6.6, 203.0.113.9, 10.1.2.3"),
                        "project_exec",
                        "{\"project_id\":\"p\",\"command\":\"ls\"}")
                .body("x-forwarded-for", is("203.0.113.9"));
    }

    @Test
    void noSecretOfTheCallerReachesTheService() {
        call(
                        as("sk-ada").header("Cookie", "remember_me=secret"),
                        "project_exec",
                        "{\"project_id\":\"p\",\"command\":\"ls\"}")
                .body("cookie", nullValue(), "authorization", startsWith("Bearer ey"));
    }

    @Test
    void clientsThatPreferProblemDetailsGetTrueStatuses() {
        var problems = given().header("Prefer", "problem-details");
        problems.post("/api/v1/ping")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body(
                        "title", is("unauthenticated"),
                        "status", is(401),
                        "detail", is("You must provide authentication via an API key."),
                        "instance", matchesPattern("urn:calque:request:" + UUID_V4));
        as("sk-ada")
                .header("Prefer", "problem-details")
                .post("/api/v1/xyz")
                .then()
                .statusCode(404);
        as("sk-no")
                .header("Prefer", "problem-details")
                .post("/api/v1/ping")
                .then()
                .statusCode(401);
        call(as("sk-ada").header("Prefer", "problem-details"), "ping", "{\"foo\":1}")
                .statusCode(400);
        as("sk-ada")
                .header("Prefer", "problem-details")
                .get("/api/v1/ping")
                .then()
                .statusCode(405);
    }

    @Test
    void everyAnswerTellsBrowsersToKeepItToThemselves() {
        as("").post("/api/v1/ping")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Server", nullValue());
    }
}
