package org.calque.projects.tables;

import static io.restassured.RestAssured.baseURI;
import static io.restassured.RestAssured.port;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.PathIds;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProjectsTableTest extends ProjectsTest {
    private static final int CLIENTS = 64;

    private TestCaller ada;
    private TestCaller grace;
    private String project;

    @BeforeEach
    void twoPeopleAndAProject() {
        ada = somebody();
        grace = somebody();
        project = project(ada);
    }

    @Test
    void fieldsAreSetAndMapsAreMerged() throws SQLException {
        ok(change(ada, "title", "B", "description", "d", "env", map("A", "1", "B", "2")));
        ok(change(ada, "env", map("B", "3", "C", List.of(1, 2))));
        assertEquals("B", column(project, "title"));
        assertEquals("{\"A\": \"1\", \"B\": \"3\", \"C\": [1, 2]}", column(project, "env"));
    }

    /// `-Dmerges.each=1000` for a long look.
    @Test
    void manyMergesAtOnceLoseNothing() throws Exception {
        int each = Integer.getInteger("merges.each", 10);
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            atOnce(CLIENTS, client -> {
                for (int i = 0; i < each; i++) {
                    merge(http, "K" + client + "." + i);
                }
            });
        }
        assertEquals(
                String.valueOf(CLIENTS * each),
                ask("select count(*) from api_projects, jsonb_object_keys(env) where project_id = ?::uuid", project));
    }

    /// Changes that wait for each other are made together, but each stands and falls by itself.
    @Test
    void whoIsRefusedAmongManyIsRefusedAloneAndChangesNothing() throws Exception {
        add(ada, project, grace.id());
        var stranger = somebody();
        atOnce(CLIENTS, client -> {
            switch (client % 4) {
                case 0 -> ok(change(ada, "env", map("A" + client, "v")));
                case 1 -> ok(change(grace, "env", map("G" + client, "v")));
                case 2 -> refused(change(stranger, "env", map("S" + client, "v")), "FATAL: user must be an admin");
                default -> refused(change(stranger, "title", "S" + client), "FATAL: user must be an admin");
            }
        });
        assertEquals(
                CLIENTS / 2 + " true",
                ask(
                        "select count(*) || ' ' || bool_and(key like 'A%' or key like 'G%')"
                                + " from api_projects, jsonb_object_keys(env) key where project_id = ?::uuid",
                        project));
        assertEquals(
                "false", ask("select (title like 'S%')::text from api_projects where project_id = ?::uuid", project));
    }

    /// By a client that takes less time than what it asks for.
    private void merge(HttpClient http, String key) {
        var body = "{\"project_id\":\"" + project + "\",\"env\":{\"" + key + "\":\"v\"}}";
        var request = HttpRequest.newBuilder(URI.create(baseURI + ":" + port + "/tables/projects"))
                .header("Authorization", ada.bearer())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            assertEquals("{}", http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void atOnce(int clients, IntConsumer deed) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : IntStream.range(0, clients)
                    .mapToObj(client -> threads.submit(() -> deed.accept(client)))
                    .toList()) {
                done.get();
            }
        }
    }

    @Test
    void strangersAndUnknownProjectsAreRefused() {
        refused(change(grace, "title", "x"), "FATAL: user must be an admin");
        ok(change(grace.admin(), "title", "x"));
        var unknown = UUID.randomUUID().toString();
        refused(
                set(ada, "projects", "project_id", unknown, "title", "x"),
                "FATAL: unknown project_id '" + unknown + "'");
        refused(
                set(ada, "projects", "project_id", "x", "title", "x"),
                "postgresql error: invalid input syntax for type uuid: \"x\"");
        refused(set(ada, "projects", "title", "x"), "FATAL: must specify projects.project_id");
        refused(change(ada, "host_uid", 0), "FATAL: changing projects.host_uid not allowed");
        refused(change(ada, "title", 5), "FATAL: projects.title must be a string");
        change(ada, "title", "a\0b").body("error", containsString("NUL"));
        change(ada, "env", map("A", "a\0b")).body("error", containsString("NUL"));
        change(ada, "env", map("A", "x".repeat(2_000_000))).body("error", containsString("at most"));
    }

    @Test
    void aNameBelongsToTheOwnerAndIsUniqueAmongHisProjects() {
        add(ada, project, grace.id());
        refused(change(grace, "name", "n"), "Only the owner of the project can currently change the project name.");
        ok(change(ada, "name", "My-Name.1"));
        ok(change(ada, "name", "My-Name.1"));
        var other = project(ada);
        refused(
                set(ada, "projects", "project_id", other, "name", "my-name.1"),
                "There is already a project with the same owner as this project and name='my-name.1'."
                        + "   Names are not case sensitive.");
        change(ada, "name", "no blanks").body("error", startsWith("Error: name must"));
        route(ada, "projects/update", "project_id", project, "name", "x y")
                .body("error", startsWith("Error: name must"));
        route(ada, "projects/update", "project_id", project, "title", "", "name", "z")
                .body("status", is("ok"));
        route(ada, "projects/update", "project_id", project).body("status", is("ok"));
        route(grace, "projects/update", "project_id", other, "title", "x")
                .body("error", is("FATAL: user must be an admin"));
    }

    @Test
    void groupsAreNotChangedThroughQueriesAndNobodyComesThisWay() throws SQLException {
        add(ada, project, grace.id());
        refused(
                users(grace, grace, map("group", "owner")),
                "FATAL: error setting 'users' -- Error: changing collaborator group via user_set_query is not allowed");
        ok(users(ada, ada, map("group", "owner", "hide", true)));
        users(ada, somebody(), map("hide", true)).body("error", containsString("is not on the project"));
        refused(users(ada, ada, map("x", 1)), "FATAL: error setting 'users' -- Error: unknown field 'x");
        refused(
                users(ada, ada, map("hide", 1)),
                "FATAL: error setting 'users' -- Error: invalid type for field 'hide'");
        refused(change(ada, "users", map("x", map())), "FATAL: error setting 'users' -- Error: invalid account_id 'x'");
        assertTrue(column(project, "users").contains("\"hide\": true"));
    }

    @Test
    void upgradesAreOnesOwnAndCutBackToWhatIsOwned() throws SQLException {
        add(ada, project, grace.id());
        ok(users(ada, ada, map("upgrades", map("cores", 5, "memory", 300))));
        assertEquals("{\"cores\": 2, \"memory\": 300}", upgrades(project));
        var other = project(ada);
        ok(set(
                ada,
                "projects",
                "project_id",
                other,
                "users",
                map(ada.id().toString(), map("upgrades", map("cores", 1, "memory", 900)))));
        assertEquals("{\"cores\": 0, \"memory\": 700}", upgrades(other));
        ok(users(grace, ada, map("upgrades", map("cores", 2))));
        refused(
                users(grace, ada, map("upgrades", map("cores", 1))),
                "FATAL: user '" + grace.id() + "' tried to change user '" + ada.id() + "' allocation toward a project");
        users(grace, ada, map("ssh_keys", map("k", map("title", "t")))).body("error", containsString("ssh_keys"));
        ok(users(grace, grace, map("ssh_keys", map("k", map("title", "t")))));
        refused(
                users(ada, ada, map("upgrades", map("wings", 2))),
                "FATAL: error setting 'users' -- Error: invalid upgrades field 'wings'");
        post(ada, "/allocated-upgrades", map()).body("'" + project + "'.cores", is(2));
    }

    private String upgrades(String project) throws SQLException {
        return ask("select upgrades from members where project_id = ?::uuid and account_id = ?", project, ada.id());
    }

    @Test
    void anActionIsCarriedOutOnceAndNothingElseIsWritten() throws SQLException {
        ok(change(ada, "action_request", map("action", "start", "time", "2026-01-01T00:00:00.000Z"), "title", "no"));
        assertEquals("A", column(project, "title"));
        assertTrue(column(project, "state").contains("\"running\""));
        assertTrue(column(project, "action_request").contains("\"finished\""));
        ok(change(ada, "action_request", map("action", "stop", "time", "2026-01-01T00:00:00.000Z"), "title", "yes"));
        assertEquals("yes", column(project, "title"));
        assertTrue(column(project, "state").contains("\"running\""));
        ok(change(ada, "action_request", map("action", "stop", "time", "2026-01-01T00:00:01.000Z")));
        assertTrue(column(project, "state").contains("\"opened\""));
        refused(
                change(ada, "action_request", map("action", "fly", "time", "2026-01-02T00:00:00.000Z")),
                "FATAL: action 'fly' not implemented");
        refused(
                change(grace, "action_request", map("action", "start", "time", "2026-01-03T00:00:00.000Z")),
                "FATAL: user must be an admin");
    }

    @Test
    void deletingThroughAQueryStopsTheProject() throws SQLException {
        route(ada, "projects/start", "project_id", project).body("status", is("ok"));
        ok(change(ada, "deleted", true));
        assertTrue(column(project, "state").contains("\"opened\""));
        ok(change(ada, "deleted", false));
        assertEquals("false", column(project, "deleted"));
    }

    @Test
    void aPathIsPublishedOnceHoweverOftenItIsSet() throws SQLException {
        var row = "select %s::text from api_public_paths where project_id = ?::uuid and path = 'pub'";
        ok(publish(ada, "path", "pub", "description", "for all", "last_edited", "2026-01-01T00:00:00Z"));
        ok(publish(ada, "path", "pub", "name", "Mine", "disabled", true));
        assertEquals("for all", ask(row.formatted("description"), project));
        assertEquals("true", ask(row.formatted("disabled"), project));
        assertEquals(PathIds.of(UUID.fromString(project), "pub"), ask(row.formatted("id"), project));
        refused(
                publish(ada, "path", "other", "name", "mine"),
                "There is already a public path \"pub\" in this project with the name \"mine\".  "
                        + "Names are not case sensitive.");
        ok(publish(ada, "path", "pub", "name", "mine"));
        refused(publish(grace, "path", "x"), "FATAL: user must be an admin");
        refused(publish(ada, "description", "x"), "FATAL: must specify public_paths.path");
        publish(ada, "path", "x", "created", "soon").body("error", startsWith("postgresql error: "));
        assertNull(ask(row.formatted("id").replace("'pub'", "'x'"), project));
    }

    private ValidatableResponse publish(TestCaller caller, Object... fields) {
        var row = map(fields);
        row.put("project_id", project);
        return post(caller, "/tables/public_paths", row);
    }

    private ValidatableResponse change(TestCaller caller, Object... fields) {
        var row = map(fields);
        row.put("project_id", project);
        return post(caller, "/tables/projects", row);
    }

    private ValidatableResponse users(TestCaller caller, TestCaller whom, Object entry) {
        return change(caller, "users", map(whom.id().toString(), entry));
    }

    private static void ok(ValidatableResponse answer) {
        answer.body("isEmpty()", is(true));
    }

    private static void refused(ValidatableResponse answer, String words) {
        answer.body("error", is(words));
    }
}
