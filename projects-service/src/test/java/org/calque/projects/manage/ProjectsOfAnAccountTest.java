package org.calque.projects.manage;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProjectsOfAnAccountTest extends ProjectsTest {
    @jakarta.inject.Inject
    ProjectsConfig config;

    @Test
    void aNewProjectHasAnOwnerAHomeAndIsAtRest() throws Exception {
        var ada = somebody();
        String project = event(ada, "create_project", "title", "T", "license", UUID.randomUUID() + ",nonsense")
                .body("event", is("project_created"))
                .extract()
                .path("project_id");
        assertEquals("{\"" + ada.id() + "\": {\"group\": \"owner\"}}", column(project, "users"));
        assertEquals("T", column(project, "title"));
        assertEquals("", column(project, "description"));
        assertEquals("ubuntu2204", column(project, "compute_image"));
        assertTrue(column(project, "state").contains("\"opened\""));
        assertEquals(
                "1",
                ask(
                        "select count(*) from api_projects, jsonb_object_keys(site_license) where project_id = ?::uuid",
                        project));
        Path home = config.dir().resolve(project);
        assertTrue(Files.isDirectory(home));
        assertEquals(
                "rwx------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));
        if (System.getProperty("user.name").equals("root")) {
            assertEquals(
                    ask("select host_uid from projects where project_id = ?::uuid", project),
                    Files.getAttribute(home, "unix:uid").toString());
        }
    }

    @Test
    void thingsThatCannotBeATitleAreRefused() {
        event(somebody(), "create_project", "title", "a\0b").body("error", containsString("NUL"));
        event(somebody(), "create_project", "title", "x".repeat(20_000))
                .body("error", containsString("Failed to create new project 'xxx"));
        route(TestCallers.nobody(), "projects/create").body("error", is("user must be signed in"));
    }

    @Test
    void myProjectsAreListedLastEditedFirst() throws SQLException {
        var ada = somebody();
        var a = project(ada);
        var b = project(ada);
        var hidden = project(ada);
        route(ada, "projects/touch", "project_id", a).body("$", is(java.util.Map.of()));
        set(ada, "projects", "project_id", hidden, "users", map(ada.id().toString(), map("hide", true)));
        route(ada, "projects/get")
                .body("project_id", contains(a, b))
                .body("[0].title", is("A"))
                .body("[0]", hasKey("name"))
                .body("[0].name", nullValue());
        route(ada, "projects/get", "limit", 1).body("project_id", contains(a));
        route(ada, "projects/get", "limit", 0).body("$", empty());
        route(ada, "projects/delete", "project_id", b).body("status", is("ok"));
        route(ada, "projects/get").body("project_id", contains(a));
        route(somebody().admin(), "projects/get", "account_id", ada.id()).body("project_id", contains(a));
        route(ada, "projects/get", "account_id", ada.id()).body("error", containsString("administrators"));
        route(TestCallers.nobody(), "projects/get").body("error", is("Must be signed in."));
    }

    @Test
    void checksComeInTheOrderOfTheContract() {
        var ada = somebody();
        var grace = somebody();
        var project = project(ada);
        for (var deed : List.of("start", "stop", "touch")) {
            route(TestCallers.nobody(), "projects/" + deed, "project_id", "x")
                    .body("error", is("project_id must be a valid uuid"));
            route(TestCallers.nobody(), "projects/" + deed, "project_id", project)
                    .body("error", is("must be signed in"));
            route(grace.admin(), "projects/" + deed, "project_id", project)
                    .body(
                            "error",
                            is("must be a collaborator to " + (deed.equals("start") ? "start" : "stop") + " project"));
        }
        route(grace, "projects/delete", "project_id", project)
                .body("error", is("must be an owner to delete a project"));
        route(grace, "projects/restore", "project_id", project)
                .body("error", is("must be an owner to restore a project"));
        route(grace.admin(), "projects/delete", "project_id", project).body("status", is("ok"));
        route(grace.admin(), "projects/restore", "project_id", project).body("status", is("ok"));
        event(ada, "disconnect_from_project", "project_id", project).body("event", is("success"));
        event(grace, "disconnect_from_project", "project_id", project)
                .body("error", is("unable to disconnect from project " + project + " -- must have write access"));
        event(ada, "disconnect_from_project", "project_id", "x")
                .body("error", is("unable to disconnect from project x -- project_id must be specified and valid"));
    }

    @Test
    void jupyterIsNotThere() {
        var ada = somebody();
        event(ada, "jupyter_kernels").body("error", is("Error: Jupyter API is not enabled on this server."));
        event(ada, "jupyter_execute", "kernel", "python3").body("error", is("Error: input or hash must not be null"));
        event(ada, "jupyter_execute", "kernel", "python3", "input", "1", "project_id", project(somebody()))
                .body("error", is("Error: permission denied -- user must be collaborator on project"));
        event(ada, "jupyter_start_pool").body("event", is("error"));
    }

    @Test
    void otherServicesAreToldWhoMayDoWhat() throws SQLException {
        var ada = somebody();
        var grace = somebody();
        var project = project(ada);
        var unknown = UUID.randomUUID().toString();
        var question = map("project_ids", List.of(project, unknown, "nonsense"));
        post(ada, "/access", question)
                .body("'" + project + "'", is("write"))
                .body("'" + unknown + "'", is("none"))
                .body("nonsense", is("none"));
        post(grace, "/access", question).body("'" + project + "'", is("none"));
        post(grace.admin(), "/access", question).body("'" + project + "'", is("write"));
        sql("insert into members values (?::uuid, ?, 'viewer')", project, grace.id());
        post(grace, "/access", question).body("'" + project + "'", is("read"));
        post(TestCallers.project(UUID.fromString(project)), "/access", question).body("'" + project + "'", is("write"));
        var accounts =
                map(ada.id().toString(), List.of(project, unknown), grace.id().toString(), List.of(project));
        post(TestCallers.service(), "/access", map("accounts", accounts))
                .body("'" + ada.id() + "'.'" + project + "'", is("write"))
                .body("'" + ada.id() + "'.'" + unknown + "'", is("none"))
                .body("'" + grace.id() + "'.'" + project + "'", is("read"));
        refusesToSay(ada, map("accounts", accounts));
        refusesToSay(TestCallers.service(), question);
        for (var nonsense : List.of(map("ada", List.of(project)), map(unknown, project), List.of(), "all")) {
            refusesToSay(TestCallers.service(), map("accounts", nonsense));
        }
        route(ada, "projects/delete", "project_id", project);
        post(ada, "/access", question).body("'" + project + "'", is("none"));
    }

    private static void refusesToSay(TestCaller caller, Map<String, Object> question) {
        given().spec(caller.spec()).body(question).post("/access").then().statusCode(400);
    }
}
