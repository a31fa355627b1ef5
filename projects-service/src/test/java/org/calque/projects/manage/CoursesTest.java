package org.calque.projects.manage;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which course a project belongs to, and the licences that come with what was published.
@QuarkusTest
class CoursesTest extends ProjectsTest {
    private TestCaller teacher;
    private TestCaller student;
    private String course;
    private String project;

    @BeforeEach
    void aCourseAndTheProjectOfAStudent() {
        teacher = somebody();
        student = somebody();
        course = project(teacher);
        project = project(teacher);
        add(teacher, project, student.id());
    }

    private static ValidatableResponse set(TestCaller caller, String project, Map<String, ?> course) {
        return route(caller, "projects/course/set-course-info", "project_id", project, "course", course);
    }

    private Map<String, Object> info() {
        return Map.of("project_id", course, "path", "physics.course", "type", "student", "pay", "2030-01-01T00:00:00Z");
    }

    @Test
    void aTeacherSaysWhichCourseAProjectBelongsToAndTakesItOutAgain() throws SQLException {
        set(teacher, project, info()).body("course", is(info()));
        assertEquals(
                "physics.course",
                ask("select course ->> 'path' from api_projects where project_id = ?::uuid", project));
        set(teacher, project, Map.of("project_id", course, "path", "b.course"))
                .body("course", is(Map.of("project_id", course, "path", "b.course")));
        assertNull(ask("select course ->> 'type' from api_projects where project_id = ?::uuid", project));
        set(teacher, project, Map.of()).body("course", is(Map.of()));
        assertNull(column(project, "course"));
    }

    @Test
    void whoIsNotOnTheCourseNeitherPutsAProjectIntoItNorTakesItOut() throws SQLException {
        var stranger = "must be a collaborator on the course project " + course;
        set(student, project, info()).body("error", is(stranger));
        assertNull(column(project, "course"));
        set(teacher, project, info());
        set(student, project, Map.of()).body("error", is(stranger));
        set(student, project, Map.of("project_id", project(student), "path", "own.course"))
                .body("error", is(stranger));
        assertEquals(
                "physics.course",
                ask("select course ->> 'path' from api_projects where project_id = ?::uuid", project));
    }

    @Test
    void onlyPeopleOfTheProjectAreAsked() {
        set(TestCallers.nobody(), project, info()).body("error", is("must be signed in"));
        set(TestCallers.project(UUID.fromString(project)), project, info()).body("error", is("must be signed in"));
        for (var other : new TestCaller[] {somebody(), somebody().admin()}) {
            set(other, project, info()).body("error", is("must be a collaborator on project"));
        }
    }

    @Test
    void whatIsWrongIsSaidByItsName() {
        set(teacher, "nonsense", info()).body("error", is("project_id must be a valid uuid"));
        route(teacher, "projects/course/set-course-info", "project_id", project)
                .body("error", is("course must be an object"));
        route(teacher, "projects/course/set-course-info", "project_id", project, "course", "physics")
                .body("error", startsWith("property 'course' must be an object"));
        set(teacher, project, Map.of("project_id", "physics"))
                .body("error", is("course.project_id must be a valid uuid"));
        set(teacher, project, Map.of("path", 5)).body("error", is("course.path must be a string"));
        set(teacher, project, Map.of("path", "a\0b")).body("error", is("course must not contain a NUL character"));
        set(teacher, project, Map.of("x", "y".repeat(1_048_577)))
                .body("error", is("course must have at most 1048576 characters of JSON"));
    }

    private String published(String licence) throws SQLException {
        set(teacher, "public_paths", "project_id", course, "path", "shared");
        var id = ask("select id from public_paths where project_id = ?::uuid", course);
        sql("update public_paths set site_license_id = ? where id = ?", licence, id);
        return id;
    }

    private static ValidatableResponse license(TestCaller caller, String project, String publicPath) {
        return route(caller, "projects/public-path-license", "project_id", project, "public_path_id", publicPath);
    }

    @Test
    void theLicenceOfAPublicPathComesToAProject() throws SQLException {
        var licence = UUID.randomUUID().toString();
        var id = published(licence);
        license(student, project, id).body("$", is(Map.of()));
        license(student, project, id).body("$", is(Map.of()));
        assertEquals("{\"" + licence + "\": {}}", column(project, "site_license"));
    }

    @Test
    void whatHasNoLicenceGivesNone() throws SQLException {
        license(student, project, published(null)).body("$", is(Map.of()));
        assertNull(column(project, "site_license"));
    }

    @Test
    void onlyPeopleOfTheProjectGetALicence() throws SQLException {
        var id = published(UUID.randomUUID().toString());
        license(TestCallers.nobody(), project, id).body("error", is("must be signed in"));
        license(somebody(), project, id).body("error", is("must be a collaborator on project"));
        license(student, "nonsense", id).body("error", is("project_id must be a valid uuid"));
        license(student, project, "short").body("error", is("public_path_id must be 40 hexadecimal digits"));
        var nowhere = "0".repeat(40);
        license(student, project, nowhere).body("error", is("no public path with id " + nowhere));
        sql("update public_paths set disabled = true where id = ?", id);
        license(student, project, id).body("error", is("no public path with id " + id));
        assertNull(column(project, "site_license"));
    }
}
