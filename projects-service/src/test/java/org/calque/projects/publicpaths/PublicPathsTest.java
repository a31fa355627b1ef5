package org.calque.projects.publicpaths;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Map;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublicPathsTest extends ProjectsTest {
    private TestCaller ada;
    private TestCaller grace;
    private String project;

    @BeforeEach
    void anOwnerAndSomebodyElse() {
        ada = somebody();
        grace = somebody();
        project = project(ada);
    }

    private String publish(String path, Object... more) throws SQLException {
        var row = map(more);
        row.put("project_id", project);
        row.put("path", path);
        row.put("last_edited", "2099-01-01T00:00:00.000Z");
        post(ada, "/tables/public_paths", row).body("isEmpty()", is(true));
        return ask("select id from public_paths where project_id = ?::uuid and path = ?", project, path);
    }

    private static ValidatableResponse listing(TestCaller caller) {
        return route(caller, "public-paths/listing-cached");
    }

    @Test
    void whatIsPublishedIsListedForEverybodyAndWhatIsHiddenForNobody() throws SQLException {
        var shown = publish("shown", "description", "D");
        var hidden = publish("hidden", "disabled", true);
        var unlisted = publish("unlisted", "unlisted", true);
        var inside = publish("inside", "authenticated", true);
        listing(TestCallers.nobody())
                .body("id", hasItem(shown))
                .body("id", not(hasItem(inside)))
                .body("find { it.id == '" + shown + "' }.path", is("shown"))
                .body("find { it.id == '" + shown + "' }.description", is("D"))
                .body("find { it.id == '" + shown + "' }.last_edited", is(4070908800L))
                .body("find { it.id == '" + shown + "' }.stars", is(0));
        listing(grace)
                .body("id", hasItem(inside))
                .body("id", not(hasItem(hidden)))
                .body("id", not(hasItem(unlisted)));
        route(ada, "projects/delete", "project_id", project);
        listing(grace).body("id", not(hasItem(shown)));
    }

    @Test
    void anAccountHasOneStarForEachPath() throws SQLException {
        var id = publish("a");
        star(grace, id).body("$", is(Map.of()));
        star(grace, id).body("$", is(Map.of()));
        star(ada, id);
        listing(grace).body("find { it.id == '" + id + "' }.stars", is(2));
        unstar(grace, id).body("$", is(Map.of()));
        unstar(grace, id).body("$", is(Map.of()));
        listing(grace).body("find { it.id == '" + id + "' }.stars", is(1));
        var hidden = publish("b", "disabled", true);
        star(grace, hidden).body("error", is("no public path with id " + hidden));
    }

    private static ValidatableResponse star(TestCaller caller, String id) {
        return route(caller, "public-paths/star", "id", id);
    }

    private static ValidatableResponse unstar(TestCaller caller, String id) {
        return route(caller, "public-paths/unstar", "id", id);
    }

    @Test
    void refusalsAreInTheWordsOfTheContract() throws SQLException {
        var nowhere = "0".repeat(40);
        for (var path : new String[] {"star", "unstar", "save"}) {
            route(ada, "public-paths/" + path).body("error", is("must specify id of public path"));
            route(ada, "public-paths/" + path, "id", "short").body("error", is("invalid public path id short"));
        }
        star(TestCallers.nobody(), nowhere).body("error", is("must be signed in to star"));
        unstar(TestCallers.nobody(), nowhere).body("error", is("must be signed in to unstar"));
        star(ada, nowhere).body("error", is("no public path with id " + nowhere));
        unstar(ada, nowhere).body("error", is("no public path with id " + nowhere));
        save(TestCallers.nobody(), nowhere)
                .body("error", is("must be signed in to save public path (have to be collab on project)"));
        save(ada, nowhere).body("error", is("no public path with id=" + nowhere));
        var id = publish("a");
        save(grace, id)
                .body("error", is("user must be signed in as collaborator on the project containing the public path"));
        save(ada, id).body("$", is(Map.of()));
        assertNotNull(ask("select last_saved::text from public_paths where id = ?", id));
    }

    private static ValidatableResponse save(TestCaller caller, String id) {
        return route(caller, "public-paths/save", "id", id);
    }
}
