package org.calque.accounts;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.keys.Sweeping;
import org.calque.kit.FactReaders.Received;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What ends a key, and what is known of it afterwards.
@QuarkusTest
class KeyEndsTest extends AccountsTest {
    private TestCaller ada;

    @BeforeEach
    void ada() {
        ada = member().at("198.51.100.7");
    }

    @Inject
    Sweeping own;

    @ConfigProperty(name = "CALQUE_KAFKA_BOOTSTRAP")
    String bootstrap;

    @Test
    void whoLeavesAProjectLosesItsKeysAndNoOthers() throws SQLException {
        var project = FakeProjects.writable();
        int gone = make(ada, Map.of("project_id", project));
        int alsoGone = make(ada, Map.of("project_id", project));
        int elsewhere = make(ada, Map.of("project_id", FakeProjects.writable()));
        int accountsOwn = make(ada, Map.of());
        int colleagues = make(member(), Map.of("project_id", project));
        changed(project, ada.id(), null);
        assertNull(id(gone));
        assertNull(id(alsoGone));
        for (int key : new int[] {elsewhere, accountsOwn, colleagues}) {
            assertNotNull(id(key));
        }
        changed(project, ada.id(), null);
        route(ada, "api-keys", Map.of("action", "delete", "id", elsewhere));
        var told = KeysTopic.timesTold(
                bootstrap,
                KeysTopic.revocationOf(gone),
                KeysTopic.revocationOf(alsoGone),
                KeysTopic.revocationOf(elsewhere));
        assertEquals(1, told, "however often the fact is read");
    }

    @Test
    void whoMayOnlyLookAtAProjectLosesItsKeysToo() throws SQLException {
        var project = FakeProjects.writable();
        int key = make(ada, Map.of("project_id", project));
        changed(project, ada.id(), "collaborator");
        assertNotNull(id(key));
        changed(project, ada.id(), "viewer");
        assertNull(id(key));
    }

    @Test
    void anAdministratorKeepsTheKeyOfAProjectThatItLeaves() throws SQLException {
        var project = FakeProjects.writable();
        int key = make(ada, Map.of("project_id", project));
        sql("update accounts set groups = '{admin}' where account_id = ?", ada.id());
        changed(project, ada.id(), null);
        assertNotNull(id(key));
    }

    @Test
    void theOwnerReadsWhatWasDoneWithAKeyEvenWhenItIsGone() {
        int key = make(ada, Map.of("name", "robot"));
        call(ada, "edit", key, Map.of("scopes", java.util.List.of("read")));
        call(ada, "rotate", key, Map.of("overlap", 60));
        call(ada, "delete", key, Map.of());
        call(ada, "audit", key, Map.of())
                .body("response.what", contains("deleted", "rotated", "edited", "created"))
                .body("response.address", everyItem(is("198.51.100.7")))
                .body("response.account_id", everyItem(is(ada.id().toString())));
        call(member(), "audit", key, Map.of()).body("error", is("no api key with id " + key));
        call(ada, "audit", 2_000_000_000, Map.of()).body("error", is("no api key with id 2000000000"));
        route(ada, "api-keys", Map.of("action", "audit")).body("error", is("id must name the api key"));
    }

    @Test
    void thePeopleOfAProjectReadTheTrailOfItsKeys() {
        var project = FakeProjects.writable();
        int key = make(ada, Map.of("project_id", project));
        changed(project, ada.id(), null);
        call(member(), "audit", key, Map.of("project_id", project))
                .body("response.what", contains("deleted", "created"));
        call(member(), "audit", key, Map.of("project_id", FakeProjects.writable()))
                .body("error", is("no api key with id " + key));
    }

    @Test
    void anExpiredKeyLeavesAnEntryWhenItIsTakenAway() {
        var parameters = new HashMap<String, Object>(Map.of("action", "create", "expire", "2001-01-01"));
        var made = route(ada, "api-keys", parameters).extract();
        lookUp("key", made.path("response[0].secret")).statusCode(404);
        call(ada, "audit", made.path("response[0].id"), Map.of()).body("response.what", contains("deleted", "created"));
    }

    @Test
    void theLastUseIsWrittenWithinSecondsAndAtTheLatestWhenTheServiceStops() throws SQLException {
        var made = route(ada, "api-keys", Map.of("action", "create")).extract();
        int id = made.path("response[0].id");
        lookUp("key", made.path("response[0].secret")).statusCode(200);
        own.stop();
        assertNotNull(ask("select last_active::text from api_keys where id = ?", id));
        sql("update api_keys set last_active = now() - interval '61 seconds' where id = ?", id);
        lookUp("key", made.path("response[0].secret")).statusCode(200);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> ask(
                                "select (last_active > now() - interval '60 seconds')::text from api_keys where id = ?",
                                id)
                        .equals("true"));
    }

    @Test
    void aKeyIsNotRememberedForLongerThanItsOwnerLives() throws SQLException {
        var made = route(ada, "api-keys", Map.of("action", "create", "expire", "2999-01-01"))
                .extract();
        String secret = made.path("response[0].secret");
        sql("update accounts set expires = '2998-01-01T00:00:00Z' where account_id = ?", ada.id());
        lookUp("key", secret).statusCode(200).body("expires", is("2998-01-01T00:00:00.000Z"));
        sql("update accounts set expires = now() where account_id = ?", ada.id());
        lookUp("key", secret).statusCode(404);
    }

    private static int make(TestCaller caller, Map<String, ?> more) {
        var parameters = new HashMap<String, Object>(more);
        parameters.put("action", "create");
        return route(caller, "api-keys", parameters).extract().path("response[0].id");
    }

    private static io.restassured.response.ValidatableResponse call(
            TestCaller caller, String action, int id, Map<String, ?> more) {
        var parameters = new HashMap<String, Object>(more);
        parameters.put("action", action);
        parameters.put("id", id);
        return route(caller, "api-keys", parameters);
    }

    private void changed(UUID project, UUID account, String group) {
        var value = JsonNodeFactory.instance
                .objectNode()
                .put("project_id", project.toString())
                .put("account_id", account.toString());
        if (group != null) {
            value.put("group", group);
        }
        own.read(new Received("1", "MembershipChanged", project.toString(), value));
    }

    private String id(int key) throws SQLException {
        return ask("select id::text from api_keys where id = ?", key);
    }
}
