package org.calque.accounts;

import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyLimitsTest extends AccountsTest {
    private static final String ONLY_ITSELF = "an API key that has limits can rotate itself, and manage no other key";

    private TestCaller ada;

    @BeforeEach
    void ada() {
        ada = member();
    }

    @Test
    void aKeyIsMadeWithLimitsWhichItsLookUpAnswers() {
        var project = UUID.randomUUID().toString();
        String secret = create(Map.of(
                        "scopes", List.of("read", "projects:exec"),
                        "projects", List.of(project),
                        "networks", List.of("10.0.0.0/8", "2001:db8::/32")))
                .body("response[0].scopes", contains("read", "projects:exec"))
                .body("response[0].projects", contains(project))
                .body("response[0].networks", contains("10.0.0.0/8", "2001:db8::/32"))
                .extract()
                .path("response[0].secret");
        lookUp("key", secret)
                .statusCode(200)
                .body("limits.scopes", containsInAnyOrder("read", "projects:exec"))
                .body("limits.projects", contains(project))
                .body("limits.networks", contains("10.0.0.0/8", "2001:db8::/32"));
    }

    @Test
    void aKeyWithoutLimitsShowsNone() {
        String secret = create(Map.of())
                .body("response[0]", not(hasKey("scopes")))
                .body("response[0]", not(hasKey("projects")))
                .body("response[0]", not(hasKey("networks")))
                .extract()
                .path("response[0].secret");
        lookUp("key", secret).body("limits", anEmptyMap());
    }

    @Test
    void limitsAreChangedOneByOneAndTakenAwayByAnEmptyList() {
        var made = create(Map.of("scopes", List.of("read"), "networks", List.of("192.0.2.1")));
        int id = made.extract().path("response[0].id");
        String secret = made.extract().path("response[0].secret");
        edit(id, Map.of("scopes", List.of("write"))).body("$", anEmptyMap());
        lookUp("key", secret).body("limits.scopes", contains("write")).body("limits.networks", contains("192.0.2.1"));
        edit(id, Map.of("networks", List.of()));
        lookUp("key", secret).body("limits.scopes", contains("write")).body("limits.networks", nullValue());
        edit(id, Map.of("name", "x"));
        lookUp("key", secret).body("limits.scopes", contains("write"));
    }

    @Test
    void whatIsNoLimitIsRefusedByItsField() {
        refused(Map.of("scopes", List.of("read", "fly")), "scopes: 'fly' is none of read, write, exec and admin");
        refused(Map.of("scopes", List.of("projects:admin")), "scopes: 'projects:admin' is none of");
        refused(Map.of("scopes", List.of("gateway:read")), "scopes: 'gateway:read' is none of");
        refused(Map.of("scopes", List.of()), "scopes must name at least one");
        refused(Map.of("scopes", "read"), "property 'scopes' must be a list of strings");
        refused(Map.of("projects", List.of("mine")), "projects: 'mine' is no uuid");
        refused(Map.of("projects", List.of()), "projects must name at least one");
        refused(Map.of("networks", List.of("10.0.0.0/33")), "networks: '10.0.0.0/33' is no network");
        refused(Map.of("networks", List.of("example.org")), "networks: 'example.org' is no network");
        refused(Map.of("networks", List.of()), "networks must name at least one");
        refused(
                Map.of(
                        "projects",
                        IntStream.range(0, 101)
                                .mapToObj(it -> UUID.randomUUID().toString())
                                .toList()),
                "projects must name at most 100");
        refused(
                Map.of(
                        "project_id",
                        FakeProjects.writable(),
                        "projects",
                        List.of(UUID.randomUUID().toString())),
                "projects: the key of a project is limited to it already");
    }

    @Test
    void aKeyOfAProjectHasLimitsToo() {
        String secret = create(Map.of("project_id", FakeProjects.writable(), "scopes", List.of("exec")))
                .extract()
                .path("response[0].secret");
        lookUp("key", secret).body("kind", is("project")).body("limits.scopes", contains("exec"));
    }

    @Test
    void aLimitedKeyManagesNoKey() {
        int id = create(Map.of()).extract().path("response[0].id");
        for (TestCaller limited : List.of(
                ada.withScopes("read", "write", "exec", "admin"),
                ada.onlyIn(UUID.randomUUID()),
                ada.limitedTo(new org.calque.messages.Limits(null, null, List.of("0.0.0.0/0"))),
                ada.admin().withScopes("admin"))) {
            for (String action : List.of("get", "create", "edit", "delete", "rotate", "audit")) {
                route(limited.by("key-" + (id + 1)), "api-keys", Map.of("action", action, "id", id))
                        .body("error", is(ONLY_ITSELF));
            }
        }
        route(TestCallers.project(FakeProjects.writable()).withScopes("read"), "api-keys", Map.of("action", "get"))
                .body("error", is(ONLY_ITSELF));
    }

    @Test
    void aLimitedKeyDoesNotShedItsLimitsByATokenForSignIn() {
        event(ada.withScopes("admin"), "user_auth", Map.of("account_id", ada.id(), "password", PASSWORD))
                .body("error", is("'user_auth' is not for an API key that has limits"));
    }

    @Test
    void aLimitedKeyMakesAccountsByTheScopeForItOnly() {
        event(ada.withScopes("write"), "create_account", Map.of("email_address", freshEmail()))
                .body("error", is("the API key lacks the scope 'admin' that 'create_account' needs"));
    }

    private void refused(Map<String, ?> limits, String error) {
        create(limits).body("error", startsWith(error));
    }

    private io.restassured.response.ValidatableResponse create(Map<String, ?> more) {
        return call("create", more);
    }

    private io.restassured.response.ValidatableResponse edit(int id, Map<String, ?> more) {
        var parameters = new HashMap<String, Object>(more);
        parameters.put("id", id);
        return call("edit", parameters);
    }

    private io.restassured.response.ValidatableResponse call(String action, Map<String, ?> more) {
        var parameters = new HashMap<String, Object>(more);
        parameters.put("action", action);
        return route(ada, "api-keys", parameters);
    }
}
