package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.calque.gateway.EventsTest.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.calque.messages.Face;
import org.calque.messages.Function;
import org.calque.messages.Service;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class ConatBridgeTest {
    private static final String NO_ACCOUNT = "must be signed in and MUST provide an api key (cookies are not allowed)";
    private static final String NOBODY = "must sign in as project or account";
    private static final String SESSION = "remember_me=sha512$salt$1000$session";
    private static final String OTHER_PROJECT = "00000000-0000-4000-8000-000000000001";

    private static ValidatableResponse call(RequestSpecification caller, Face face, Map<String, ?> envelope) {
        return caller.contentType(ContentType.JSON)
                .body(envelope)
                .post("/api/conat/" + face.wireName())
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    private static Map<String, Object> envelope(Function function) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("name", function.wireName());
        envelope.put("args", List.of(Map.of("project_id", FakeServices.PROJECT)));
        if (function.face() == Face.PROJECT) {
            envelope.put("project_id", FakeServices.PROJECT);
        }
        return envelope;
    }

    @Test
    void noFunctionIsCalledWithoutAKey() {
        for (Function function : Function.values()) {
            var envelope = envelope(function);
            var words = function.face() == Face.HUB ? NO_ACCOUNT : NOBODY;
            var missing = "You must provide authentication via an API key.";
            call(given(), function.face(), envelope).body("error", is(missing));
            call(given().header("Cookie", SESSION), function.face(), envelope).body("error", is(missing));
            call(as("sk-unknown").header("Cookie", SESSION), function.face(), envelope)
                    .body("error", is(words));
            call(as("sk-banned"), function.face(), envelope).body("error", is(words));
            call(as(""), function.face(), envelope).body("error", is(words));
        }
        call(given().header("Authorization", "Digest x"), Face.HUB, envelope(Function.HUB_SYSTEM_PING))
                .body("error", is("Unknown authorization type 'Digest'"));
    }

    @Test
    void aKeyOfAProjectReachesNoFunctionOfTheSiteAndNoOtherProject() {
        for (Function function : Function.values()) {
            var envelope = envelope(function);
            if (function.face() == Face.HUB) {
                call(as("sk-project"), Face.HUB, envelope).body("error", is(NO_ACCOUNT));
            } else {
                envelope.put("project_id", OTHER_PROJECT);
                call(as("sk-project"), Face.PROJECT, envelope)
                        .body("error", is("project specific api key must match requested project"));
            }
        }
    }

    @Test
    void everyFunctionIsHandedToItsOwnerAsTheClientWroteIt() {
        for (Function function : Function.values()) {
            if (function.owner() == Service.PROJECTS || function.owner() == Service.ACCOUNTS) {
                call(as("sk-ada"), function.face(), envelope(function))
                        .body("path", is("/functions/" + function.face().wireName() + "/" + function.wireName()))
                        .body("body", containsString("\"args\":[{\"project_id\":"));
            }
        }
    }

    @Test
    void aLimitedKeyIsToldWhichScopeItLacks() {
        call(as("sk-reader"), Face.PROJECT, envelope(Function.PROJECT_SYSTEM_EXEC))
                .body("error", is("the API key lacks the scope 'exec' that 'system.exec' needs"));
        call(as("sk-reader"), Face.HUB, envelope(Function.HUB_PROJECTS_STATE))
                .body("path", is("/functions/hub/projects.state"));
    }

    @Test
    void theSiteAnswersAPingItself() {
        call(as("sk-ada"), Face.HUB, Map.of("name", "system.ping")).body("now", greaterThan(1_700_000_000_000L));
    }

    @Test
    void aProjectIsNamedUnlessTheKeyIsItsOwn() {
        var envelope = envelope(Function.PROJECT_SYSTEM_TEST);
        envelope.remove("project_id");
        call(as("sk-project"), Face.PROJECT, envelope).body("path", is("/functions/project/system.test"));
        call(as("sk-ada"), Face.PROJECT, envelope)
                .body("error", is("must specify project_id or use project-specific api key"));
        envelope.put("project_id", "x");
        call(as("sk-ada"), Face.PROJECT, envelope).body("error", is("project_id must be a valid uuid"));
    }

    @Test
    void whatIsNotInTheTableIsUnknown() {
        call(as("sk-ada"), Face.HUB, Map.of("name", "system.exec"))
                .body("error", is("Error: unknown function 'system.exec'"));
        call(as("sk-ada"), Face.HUB, Map.of("name", "../v2/exec"))
                .body("error", is("Error: unknown function '../v2/exec'"));
        call(as("sk-ada"), Face.HUB, Map.of()).body("error", startsWith("name must be the name of a function"));
        call(as("sk-ada"), Face.HUB, Map.of("name", "org.dance")).body("error", startsWith("Error: unknown function"));
        given().post("/api/conat/nothing").then().statusCode(404);
        given().get("/api/conat/hub").then().statusCode(405).header("Allow", "POST");
    }

    @Test
    void whatIsNotDoneHereIsToldApartFromWhatIsNotNeeded() {
        call(as("sk-ada"), Face.HUB, Map.of("name", "system.terminate"))
                .body("error", is("Error: 'system.terminate' is not offered by this server"));
        call(as("sk-ada"), Face.HUB, Map.of("name", "system.userTracking")).body(is("null"));
    }

    @Test
    void whoeverDoesNotAnswerInTimeIsNamed() {
        long begin = System.nanoTime();
        call(as("sk-ada"), Face.HUB, Map.of("name", "db.userQuery", "timeout", 1))
                .body(
                        "error",
                        matchesPattern("timeout: the query service did not answer within \\d+ seconds; .*"
                                + " - callHub: subject='hub\\.account\\.[0-9a-f-]{36}\\.api', name='db\\.userQuery',"
                                + " code='408' "));
        assertEquals(true, System.nanoTime() - begin < 10_000_000_000L);
        call(as("sk-ada"), Face.HUB, Map.of("name", "projects.copyPathBetweenProjects"))
                .body("error", containsString("code='503' "));
    }

    @Test
    void aTimeOutIsANumberOfMilliseconds() {
        for (Object timeout : new Object[] {"soon", 0, -1, List.of()}) {
            call(as("sk-ada"), Face.HUB, Map.of("name", "system.test", "timeout", timeout))
                    .body("error", is("timeout must be a number of milliseconds, more than 0"));
        }
    }
}
