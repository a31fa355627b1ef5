package org.calque.projects.manage;

import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.calque.kit.testing.TestCallers;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OldEventsOfProjectsTest extends ProjectsTest {
    @Test
    void touchingAProjectNotesWhoIsThere() throws SQLException {
        var ada = somebody();
        var project = project(ada);
        event(ada, "touch_project", "project_id", project).body("event", is("success"));
        assertEquals("true", column(project, "jsonb_exists(last_active, '" + ada.id() + "')"));
        event(TestCallers.project(UUID.fromString(project)), "touch_project", "project_id", project)
                .body("event", is("success"));
        event(ada, "touch_project", "project_id", "x")
                .body("error", is("unable to touch project x -- project_id must be specified and valid"));
        event(somebody(), "touch_project", "project_id", project)
                .body("error", is("unable to touch project " + project + " -- must have write access"));
        route(ada, "projects/delete", "project_id", project);
        event(ada, "touch_project", "project_id", project).body("error", startsWith("unable to touch project"));
    }

    @Test
    void licencesAreNotedOnTheProject() throws SQLException {
        var ada = somebody();
        var project = project(ada);
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        license(ada, "add_license_to_project", project, first).body("event", is("success"));
        license(ada, "add_license_to_project", project, first).body("event", is("success"));
        license(ada, "add_license_to_project", project, second).body("event", is("success"));
        assertEquals("{}", column(project, "site_license -> '" + first + "'"));
        license(ada, "remove_license_from_project", project, first).body("event", is("success"));
        license(ada, "remove_license_from_project", project, first).body("event", is("success"));
        assertEquals("{\"" + second + "\": {}}", column(project, "site_license"));
        license(ada, "add_license_to_project", project, "x").body("error", is("license_id must be a valid uuid"));
        var stranger = somebody();
        license(stranger, "add_license_to_project", project, first)
                .body(
                        "error",
                        is("must have write access to " + project + " -- User " + stranger.id()
                                + " does not have write access to project " + project));
    }

    @Test
    void aProjectHasAtMostAHundredLicences() {
        var ada = somebody();
        var project = project(ada);
        for (var i = 0; i < 100; i++) {
            license(ada, "add_license_to_project", project, UUID.randomUUID()).body("event", is("success"));
        }
        license(ada, "add_license_to_project", project, UUID.randomUUID())
                .body("error", is("a project may have at most 100 licences"));
    }

    private static io.restassured.response.ValidatableResponse license(
            TestCallers.TestCaller caller, String event, String project, Object license) {
        return event(caller, event, "project_id", project, "license_id", license);
    }

    @Test
    void whoHasNoProjectGetsOneHoweverOftenItIsAskedForAtOnce() throws Exception {
        var ada = somebody();
        Set<String> made = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> ask =
                    () -> route(ada, "projects/get-one").extract().path("project_id");
            for (var answer : threads.invokeAll(List.of(ask, ask, ask, ask))) {
                made.add(answer.get());
            }
        }
        assertEquals(1, made.size());
        route(ada, "projects/get-one")
                .body("title", is("Untitled Project"))
                .body("description", is(""))
                .body("$", hasKey("name"));
        var newest = project(ada);
        route(ada, "projects/get-one").body("project_id", is(newest));
        route(somebody(), "projects/get-one").body("$", not(hasKey("name")));
        route(TestCallers.nobody(), "projects/get-one")
                .body("error", is("getOneProject -- user must be authenticated"));
        route(somebody().onlyIn(UUID.randomUUID()), "projects/get-one")
                .body("error", is("an API key that is limited to projects cannot make another project"));
    }
}
