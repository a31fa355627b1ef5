package org.calque.accounts;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.calque.accounts.keys.Sweeping;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class KeyRotationTest extends AccountsTest {
    private record Made(int id, String secret) {
        static Made in(ValidatableResponse reply) {
            return new Made(
                    reply.extract().path("response[0].id"), reply.extract().path("response[0].secret"));
        }
    }

    private TestCaller ada;

    @BeforeEach
    void ada() {
        ada = member();
    }

    @Inject
    Sweeping ends;

    @Test
    void aNewKeyTakesThePlaceOfTheOldWhichWorksForAnHourMore() {
        var old = make(Map.of("name", "robot", "scopes", List.of("read"), "networks", List.of("10.0.0.0/8")));
        var reply = rotate(ada, old.id(), Map.of())
                .body("response[0].name", is("robot"))
                .body("response[0].scopes", contains("read"))
                .body("response[0].networks", contains("10.0.0.0/8"));
        var fresh = Made.in(reply);
        assertTrue(fresh.id() != old.id() && !fresh.secret().equals(old.secret()));
        lookUp("key", fresh.secret()).statusCode(200).body("limits.scopes", contains("read"));
        endsIn(
                Duration.ofHours(1),
                lookUp("key", old.secret()).statusCode(200).extract().path("expires"));
        route(ada, "api-keys", Map.of("action", "get", "id", old.id())).body("response[0].rotated_to", is(fresh.id()));
    }

    @Test
    void anOverlapOfNothingEndsTheOldKeyAtOnce() {
        var old = make(Map.of());
        var fresh = Made.in(rotate(ada, old.id(), Map.of("overlap", 0)));
        lookUp("key", old.secret()).statusCode(404);
        lookUp("key", fresh.secret()).statusCode(200);
        route(ada, "api-keys", Map.of("action", "get")).body("response.id", contains(fresh.id()));
    }

    @Test
    void theOverlapIsNotLongerThanTheOldKeyWouldHaveLived() {
        var end = Instant.now().plus(Duration.ofMinutes(5));
        var old = make(Map.of("expire", end.toString()));
        var fresh = Made.in(rotate(ada, old.id(), Map.of("overlap", 2_592_000)));
        endsIn(Duration.ofMinutes(5), lookUp("key", old.secret()).extract().path("expires"));
        endsIn(Duration.ofMinutes(5), lookUp("key", fresh.secret()).extract().path("expires"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 2_592_001, 999_999_999_999_999L})
    void anOverlapOutOfRangeIsRefused(long overlap) {
        var old = make(Map.of());
        rotate(ada, old.id(), Map.of("overlap", overlap))
                .body("error", is("overlap must be from 0 to 2592000 seconds, but is " + overlap));
        route(ada, "api-keys", Map.of("action", "get")).body("response", hasSize(1));
    }

    @Test
    void aKeyIsRotatedOnce() {
        var old = make(Map.of());
        var fresh = Made.in(rotate(ada, old.id(), Map.of()));
        rotate(ada, old.id(), Map.of())
                .body(
                        "error",
                        is("the api key with id " + old.id() + " has been rotated already; " + fresh.id()
                                + " has taken its place"));
        rotate(ada.by("key-" + old.id()).withScopes("read"), old.id(), Map.of())
                .body("error", containsString("has been rotated already"));
        route(ada, "api-keys", Map.of("action", "get")).body("response", hasSize(2));
    }

    @Test
    void ofManyWhoRotateTheSameKeyAtOnceOneGetsAKey() throws Exception {
        var old = make(Map.of());
        try (var pool = Executors.newFixedThreadPool(6)) {
            Callable<String> one =
                    () -> rotate(ada, old.id(), Map.of()).extract().path("response[0].secret");
            var secrets = pool.invokeAll(java.util.Collections.nCopies(6, one)).stream()
                    .map(Future::resultNow)
                    .filter(java.util.Objects::nonNull)
                    .toList();
            assertEquals(1, secrets.size());
        }
        route(ada, "api-keys", Map.of("action", "get")).body("response", hasSize(2));
    }

    @Test
    void aLimitedKeyRotatesItselfWithItsLimits() {
        var old = make(Map.of("scopes", List.of("read")));
        var itself = ada.withScopes("read").by("key-" + old.id());
        var fresh = Made.in(rotate(itself, old.id(), Map.of()).body("response[0].scopes", contains("read")));
        lookUp("key", fresh.secret()).body("limits.scopes", contains("read"));
        rotate(itself, fresh.id(), Map.of())
                .body("error", is("an API key that has limits can rotate itself, and manage no other key"));
    }

    @Test
    void aKeyOfAProjectRotatesItself() {
        var project = FakeProjects.writable();
        var old = make(Map.of("project_id", project));
        var fresh = Made.in(rotate(TestCallers.project(project).by("key-" + old.id()), old.id(), Map.of())
                .body("response[0].project_id", is(project.toString()))
                .body("response[0].account_id", is(ada.id().toString())));
        lookUp("key", fresh.secret()).body("kind", is("project"));
        rotate(TestCallers.project(project).by("key-" + old.id()), fresh.id(), Map.of())
                .body("error", is("account_id is not a valid account"));
    }

    @Test
    void whoeverRotatesAColleaguesKeyOfAProjectHasTheNewOne() {
        var project = FakeProjects.writable();
        var old = make(Map.of("project_id", project));
        var grace = member();
        rotate(grace, old.id(), Map.of("project_id", project))
                .body("response[0].account_id", is(grace.id().toString()));
    }

    @Test
    void aKeyOfSomebodyElseIsNotThereToBeRotated() {
        var old = make(Map.of());
        rotate(member(), old.id(), Map.of()).body("error", is("no api key with id " + old.id()));
        rotate(ada.by("key-" + old.id()), 2_000_000_000, Map.of()).body("error", is("no api key with id 2000000000"));
        lookUp("key", old.secret()).statusCode(200);
    }

    @Test
    void aCallThatBearsANameMakesOneKeyHoweverOftenItComes() {
        var first = make(Map.of("once", "form-1"));
        route(ada, "api-keys", Map.of("action", "create", "once", "form-1"))
                .body("response[0].id", is(first.id()))
                .body("response[0].secret", nullValue());
        assertTrue(make(Map.of("once", "form-2")).id() != first.id());
        var fresh = Made.in(rotate(ada, first.id(), Map.of("once", "form-3", "overlap", 0)));
        rotate(ada, first.id(), Map.of("once", "form-3", "overlap", 0))
                .body("response[0].id", is(fresh.id()))
                .body("response[0].secret", nullValue());
        route(member(), "api-keys", Map.of("action", "create", "once", "form-1"))
                .body("response[0].secret", notNullValue());
        route(ada, "api-keys", Map.of("action", "create", "once", "x".repeat(65)))
                .body("error", is("once must have at most 64 printable characters"));
        route(ada, "api-keys", Map.of("action", "get")).body("response", hasSize(2));
    }

    @Test
    void anExpiredKeyIsNotRotated() throws SQLException {
        var old = make(Map.of());
        sql("update api_keys set expire = now() - interval '1 second' where id = ?", old.id());
        rotate(ada, old.id(), Map.of()).body("error", is("the api key with id " + old.id() + " has expired"));
    }

    @Test
    void aRotatedKeyIsSweptWhenItsTimeIsOver() throws SQLException {
        var old = make(Map.of());
        var other = make(Map.of("expire", Instant.now().minusSeconds(5).toString()));
        rotate(ada, old.id(), Map.of());
        ends.sweep();
        assertEquals("" + old.id(), ask("select id::text from api_keys where id = ?", old.id()));
        sql("update api_keys set expire = now() - interval '1 second' where id = ?", old.id());
        ends.sweep();
        assertNull(ask("select id::text from api_keys where id = ?", old.id()));
        assertEquals("" + other.id(), ask("select id::text from api_keys where id = ?", other.id()));
    }

    private Made make(Map<String, ?> more) {
        var parameters = new HashMap<String, Object>(more);
        parameters.put("action", "create");
        return Made.in(route(ada, "api-keys", parameters));
    }

    private static ValidatableResponse rotate(TestCaller caller, int id, Map<String, ?> more) {
        var parameters = new HashMap<String, Object>(more);
        parameters.put("action", "rotate");
        parameters.put("id", id);
        return route(caller, "api-keys", parameters);
    }

    private static void endsIn(Duration time, String expires) {
        var left = Duration.between(Instant.now(), Instant.parse(expires));
        assertTrue(left.compareTo(time) <= 0 && left.compareTo(time.minusSeconds(60)) > 0, expires);
    }
}
