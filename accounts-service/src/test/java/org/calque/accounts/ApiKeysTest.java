package org.calque.accounts;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Map;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiKeysTest extends AccountsTest {
    private record Made(int id, String secret) {}

    private static Made make(TestCaller caller, Map<String, ?> more) {
        var parameters = new java.util.HashMap<String, Object>(more);
        parameters.put("action", "create");
        var reply = route(caller, "api-keys", parameters).statusCode(200).extract();
        return new Made(reply.path("response[0].id"), reply.path("response[0].secret"));
    }

    @Test
    void aNewKeyShowsItsSecretOnceAndWorks() {
        var ada = member();
        var key = make(ada, Map.of("name", "laptop"));
        lookUp("key", key.secret())
                .statusCode(200)
                .body("account_id", is(ada.id().toString()))
                .body("kind", is("account"))
                .body("groups", hasSize(0))
                .body("project_id", nullValue())
                .body("key_id", is("key-" + key.id()));
        route(ada, "api-keys", Map.of("action", "get"))
                .body("response", hasSize(1))
                .body("response[0].id", is(key.id()))
                .body("response[0].account_id", is(ada.id().toString()))
                .body("response[0].name", is("laptop"))
                .body("response[0].trunc", matchesPattern("sk-\\.\\.\\.[0-9A-Za-z]{6}"))
                .body("response[0].created", notNullValue())
                .body("response[0].expire", nullValue())
                .body("response[0].secret", nullValue());
    }

    @Test
    void aSecretHasTheFormThatClientsKnowAndIsNotStored() throws SQLException {
        var key = make(member(), Map.of());
        assertEquals(25, key.secret().length());
        assertEquals(
                "0",
                ask("select count(*) from api_keys k where position(convert_to(?, 'UTF8') in hash) > 0", key.secret()));
    }

    @Test
    void keysAreListedNewestFirstAndOneById() {
        var ada = member();
        var first = make(ada, Map.of());
        var second = make(ada, Map.of());
        route(ada, "api-keys", Map.of("action", "get")).body("response.id", contains(second.id(), first.id()));
        route(ada, "api-keys", Map.of("action", "get", "id", first.id())).body("response.id", contains(first.id()));
        route(ada, "api-keys", Map.of("action", "get", "id", 2_000_000_000)).body("response", contains(nullValue()));
    }

    @Test
    void aKeyOfSomebodyElseIsNotThere() {
        var key = make(member(), Map.of());
        var eve = member();
        route(eve, "api-keys", Map.of("action", "get", "id", key.id())).body("response", contains(nullValue()));
        route(eve, "api-keys", Map.of("action", "edit", "id", key.id(), "name", "mine"))
                .body("error", is("no api key with id " + key.id()));
        route(eve, "api-keys", Map.of("action", "delete", "id", key.id())).body("$", anEmptyMap());
        lookUp("key", key.secret()).statusCode(200);
    }

    @Test
    void aDeletedKeyIsUnknownAndItsRevocationIsTold() throws SQLException {
        var ada = member();
        var key = make(ada, Map.of());
        route(ada, "api-keys", Map.of("action", "delete", "id", key.id())).body("$", anEmptyMap());
        lookUp("key", key.secret()).statusCode(404);
        route(ada, "api-keys", Map.of("action", "delete", "id", key.id())).body("$", anEmptyMap());
    }

    @Test
    void anExpiredKeyIsRefusedAndDeleted() throws SQLException {
        var ada = member();
        var key = make(ada, Map.of("expire", "2999-01-01"));
        lookUp("key", key.secret()).statusCode(200).body("expires", is("2999-01-01T00:00:00.000Z"));
        route(ada, "api-keys", Map.of("action", "edit", "id", key.id(), "expire", "2001-01-01T00:00:00Z"))
                .body("$", anEmptyMap());
        lookUp("key", key.secret()).statusCode(404);
        assertNull(ask("select id::text from api_keys where id = ?", key.id()));
    }

    @Test
    void anEmptyTextTakesTheExpiryAway() {
        var ada = member();
        var key = make(ada, Map.of("expire", 32503680000000L));
        route(ada, "api-keys", Map.of("action", "edit", "id", key.id(), "expire", "", "name", "new"));
        route(ada, "api-keys", Map.of("action", "get"))
                .body("response[0].expire", nullValue())
                .body("response[0].name", is("new"));
        route(ada, "api-keys", Map.of("action", "create", "expire", "soon")).body("error", containsString("expire"));
    }

    @Test
    void aProjectKeyIsItsProject() {
        var ada = member();
        var project = FakeProjects.writable();
        var key = make(ada, Map.of("project_id", project));
        lookUp("key", key.secret())
                .statusCode(200)
                .body("project_id", is(project.toString()))
                .body("kind", is("project"))
                .body("account_id", is(ada.id().toString()));
        route(ada, "api-keys", Map.of("action", "get")).body("response", hasSize(0));
        var colleague = member();
        route(colleague, "api-keys", Map.of("action", "get", "project_id", project))
                .body("response.id", contains(key.id()));
        route(colleague, "api-keys", Map.of("action", "delete", "project_id", project, "id", key.id()));
        lookUp("key", key.secret()).statusCode(404);
    }

    @Test
    void aProjectKeyDiesWhenItsMakerLeavesTheProject() throws SQLException {
        var key = make(member(), Map.of("project_id", FakeProjects.leftByItsMembers()));
        lookUp("key", key.secret()).statusCode(404);
        assertNull(ask("select id::text from api_keys where id = ?", key.id()));
    }

    @Test
    void aProjectKeyOfAnAdministratorNeedsNoMembership() throws SQLException {
        var ada = member();
        var key = make(ada, Map.of("project_id", FakeProjects.leftByItsMembers()));
        sql("update accounts set groups = '{admin}' where account_id = ?", ada.id());
        lookUp("key", key.secret()).statusCode(200).body("kind", is("project"));
    }

    @Test
    void aProjectKeySurvivesWhenProjectsCannotSay() throws SQLException {
        var ada = member();
        var key = make(ada, Map.of());
        sql("update api_keys set project_id = ? where id = ?", FakeProjects.broken(), key.id());
        lookUp("key", key.secret()).statusCode(503);
        assertEquals("" + key.id(), ask("select id::text from api_keys where id = ?", key.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "nonsense"})
    void onlyCollaboratorsManageTheKeysOfAProject(String project) {
        route(
                        member(),
                        "api-keys",
                        Map.of(
                                "action",
                                "create",
                                "project_id",
                                project.equals("b") ? FakeProjects.foreign() : project))
                .body("error", is("user must be collaborator on project to manage project_id api keys"));
    }

    @Test
    void nobodyAndProjectsAndUnknownAccountsAreRefused() {
        var get = Map.of("action", "get");
        route(TestCallers.nobody(), "api-keys", get).body("error", is("must be signed in"));
        route(TestCallers.project(FakeProjects.writable()), "api-keys", get)
                .body("error", is("account_id is not a valid account"));
        route(SOMEBODY, "api-keys", get).body("error", is("account_id is not a valid account"));
        route(member(), "api-keys", Map.of("action", "dance")).body("$", anEmptyMap());
    }

    @Test
    void theKeysOfABannedOrDeletedAccountDoNotWork() throws SQLException {
        var ada = member();
        var key = make(ada, Map.of());
        sql("update accounts set banned = true where account_id = ?", ada.id());
        lookUp("key", key.secret()).statusCode(404);
        sql("update accounts set banned = false, deleted = true where account_id = ?", ada.id());
        lookUp("key", key.secret()).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sk-",
                "sk_",
                "sk-aaaaaaaaaaaaaaaazzzzzz",
                "sk-aaaaaaaaaaaaaaaa000001",
                "sk-aaaaaaaaaaaaaaaa2lkCB2",
                "sk-aaaaaaaaaaaaaaaa-00001",
                "sk_aaaaaaaaaaaaaaaaaaaaaaaa",
                "hello"
            })
    void aMistypedKeyIsUnknownAndNeverAnError(String key) {
        lookUp("key", key).statusCode(404);
    }

    @Test
    void onlyServicesLookUpKeys() {
        io.restassured.RestAssured.given()
                .spec(member().admin().spec())
                .body(Map.of("key", "sk-x"))
                .post("/keys/lookup")
                .then()
                .statusCode(403);
    }

    @Test
    void theUseOfAKeyIsNotedOnceAMinute() throws SQLException {
        var key = make(member(), Map.of());
        lookUp("key", key.secret()).statusCode(200);
        await().until(() -> lastActive(key) != null);
        var first = lastActive(key);
        lookUp("key", key.secret()).statusCode(200);
        assertEquals(first, lastActive(key));
        sql("update api_keys set last_active = now() - interval '61 seconds' where id = ?", key.id());
        var stale = lastActive(key);
        lookUp("key", key.secret()).statusCode(200);
        await().until(() -> !stale.equals(lastActive(key)));
    }

    private String lastActive(Made key) throws SQLException {
        return ask("select last_active::text from api_keys where id = ?", key.id());
    }

    @Test
    void aNameTooLongIsRefused() {
        route(member(), "api-keys", Map.of("action", "create", "name", "x".repeat(129)))
                .body("error", containsString("128"));
    }

    @Test
    void theGroupsOfTheAccountAreAnswered() throws SQLException {
        var ada = member();
        sql("update accounts set groups = '{admin,partner}' where account_id = ?", ada.id());
        lookUp("key", make(ada, Map.of()).secret())
                .body("groups", org.hamcrest.Matchers.containsInAnyOrder("admin", "partner"));
    }

    @Test
    void anAccountHasAHundredThousandKeysAtMost() throws SQLException {
        var ada = member();
        sql(
                "insert into api_keys (account_id, hash, trunc, created)"
                        + " select ?, '\\x00', '', now() from generate_series(1, 99999) hundredThousand",
                ada.id());
        make(ada, Map.of());
        route(ada, "api-keys", Map.of("action", "create"))
                .body("error", is("There is a limit of 100000 per account; please delete some api keys."));
    }
}
