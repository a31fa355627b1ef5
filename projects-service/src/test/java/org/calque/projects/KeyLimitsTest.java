package org.calque.projects;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each way to a project that a key must not use.
@QuarkusTest
class KeyLimitsTest extends ProjectsTest {
    private static final String NO_ACCESS = "access to project";

    private final TestCaller ada = somebody();
    private String mine;
    private String other;
    private TestCaller key;

    @BeforeEach
    void makeProjects() {
        mine = project(ada);
        other = project(ada);
        key = ada.onlyIn(UUID.fromString(mine));
    }

    @Test
    void otherServicesHearThatTheOtherProjectsAreNotForTheKey() {
        post(key, "/access", map("project_ids", List.of(mine, other)))
                .body(mine, is("write"))
                .body(other, is("none"));
        post(key.admin(), "/access", map("project_ids", List.of(mine, other)))
                .body(mine, is("write"))
                .body(other, is("none"));
    }

    @Test
    void onlyTheProjectsOfTheKeyAreListed() {
        route(key, "projects/get", "limit", 10).body("project_id", contains(mine));
        route(ada.onlyIn(), "projects/get", "limit", 10).body("$", empty());
        route(key.admin(), "projects/get", "account_id", ada.id(), "limit", 10)
                .body("error", is("The `account_id` field may only be specified by account administrators."));
    }

    @Test
    void aKeyThatIsLimitedToProjectsMakesNone() {
        event(key, "create_project", "title", "T").body("error", containsString("limited to projects"));
        route(key, "projects/create", "title", "T").body("error", containsString("limited to projects"));
    }

    @Test
    void noEventReachesAnotherProject() {
        for (TestCaller caller : List.of(key, key.admin())) {
            event(caller, "project_exec", "project_id", other, "command", "ls")
                    .body("error", containsString(NO_ACCESS));
            event(caller, "read_text_file_from_project", "project_id", other, "path", "a")
                    .body("error", containsString(NO_ACCESS));
            event(caller, "write_text_file_to_project", "project_id", other, "path", "a", "content", "x")
                    .body("error", containsString(NO_ACCESS));
            event(caller, "disconnect_from_project", "project_id", other)
                    .body("error", containsString("must have write access"));
            event(caller, "jupyter_kernels", "project_id", other).body("error", containsString("permission denied"));
        }
    }

    @Test
    void noPathReachesAnotherProject() {
        for (TestCaller caller : List.of(key, key.admin())) {
            for (String path : List.of("start", "stop", "touch", "delete", "restore")) {
                route(caller, "projects/" + path, "project_id", other).body("error", notNullValue());
            }
            route(caller, "projects/update", "project_id", other, "title", "x").body("error", notNullValue());
            route(caller, "projects/write-text-file", "project_id", other, "path", "a", "content", "x")
                    .body("error", notNullValue());
            route(caller, "exec", "project_id", other, "command", "ls").body("error", notNullValue());
            var grace = somebody().id();
            route(caller, "projects/collaborators/add", "project_id", other, "account_id", grace)
                    .body("error", notNullValue());
            route(caller, "projects/collaborators/remove", "project_id", other, "account_id", grace)
                    .body("error", notNullValue());
            route(caller, "projects/collaborators/list", "project_id", other).body("$", empty());
        }
    }

    @Test
    void noRowOfAnotherProjectIsSet() throws Exception {
        for (TestCaller caller : List.of(key, key.admin())) {
            set(caller, "projects", "project_id", other, "title", "x")
                    .body("error", is("FATAL: user must be an admin"));
            set(caller, "projects", "project_id", other, "action_request", map("action", "stop", "time", 1))
                    .body("error", is("FATAL: user must be an admin"));
            set(caller, "public_paths", "id", "x", "project_id", other, "path", "a")
                    .body("error", is("FATAL: unknown project_id '" + other + "'"));
        }
        assertEquals("A", column(other, "title"));
    }

    @Test
    void theKeyUsesItsOwnProjectLikeItsOwner() {
        set(key, "projects", "project_id", mine, "title", "x").body("error", nullValue());
        route(key, "projects/update", "project_id", mine, "title", "y").body("status", is("ok"));
        event(key, "disconnect_from_project", "project_id", mine).body("event", is("success"));
        route(key, "projects/collaborators/list", "project_id", mine).body("size()", is(1));
    }

    @Test
    void aServiceChecksTheScopeThoughTheGatewayShouldHave() {
        var reader = ada.withScopes("read");
        event(reader, "project_exec", "project_id", mine, "command", "ls")
                .body("event", is("error"))
                .body("error", is("the API key lacks the scope 'exec' that 'project_exec' needs"));
        route(reader, "projects/start", "project_id", mine)
                .body("error", is("the API key lacks the scope 'exec' that 'projects/start' needs"));
        set(reader, "projects", "project_id", mine, "title", "x")
                .body("error", is("the API key lacks the scope 'write' that 'set projects' needs"));
        route(reader, "projects/get", "limit", 10).body("size()", is(2));
    }

    @Test
    void writingAnActionIsNoWayAroundTheScopeThatStartsProjects() {
        set(
                        ada.withScopes("write"),
                        "projects",
                        "project_id",
                        mine,
                        "action_request",
                        map("action", "start", "time", 1))
                .body("error", is("FATAL: the API key lacks the scope 'exec' that 'projects/start' needs"));
    }

    @Test
    void aLimitedKeyOfAnAdministratorIsNoAdministratorUnlessItsScopesSaySo() {
        var eve = somebody().admin();
        event(eve.withScopes("write"), "disconnect_from_project", "project_id", mine)
                .body("event", is("error"));
        post(eve.withScopes("read", "write"), "/access", map("project_ids", List.of(mine)))
                .body(mine, is("none"));
        post(eve.withScopes("read", "admin"), "/access", map("project_ids", List.of(mine)))
                .body(mine, is("write"));
    }
}
