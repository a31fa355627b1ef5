package org.calque.projects.files;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Folders as the query language asks for them.
@QuarkusTest
class ListingsTableTest extends ProjectsTest {
    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    private void run(String script) {
        route(ada, "exec", "project_id", project, "command", script, "bash", true)
                .body("exit_code", is(0));
    }

    private ValidatableResponse tell(TestCaller caller, String path) {
        return post(caller, "/tables/listings/told", map("project_id", project, "path", path));
    }

    @Test
    void aFolderIsToldAsItIsNowWhatChangedLastFirst() {
        run("mkdir d && echo hello > d/f && touch -d 2020-01-01 d/f && mkdir d/sub && touch -d 2021-01-01 d/sub"
                + " && ln -s f d/link && touch -h -d 2022-01-01 d/link && touch -d 2023-01-01 d/.hidden");
        tell(ada, "d")
                .body("project_id", is(project))
                .body("path", is("d"))
                .body("compute_server_id", is(0))
                .body("time", notNullValue())
                .body("error", nullValue())
                .body("missing", nullValue())
                .body("listing.name", contains(".hidden", "link", "sub", "f"))
                .body("listing[1].issymlink", is(true))
                .body("listing[1].link_target", is("f"))
                .body("listing[2].isdir", is(true))
                .body("listing[3].size", is(6))
                .body("listing[3].mtime", is(1577836800.0f));
        post(ada, "/tables/listings/told", map("project_id", project)).body("listing.name", hasItem("d"));
    }

    @Test
    void aLargeFolderIsToldInPart() {
        run("mkdir many && cd many && seq 1 205 | xargs touch");
        tell(ada, "many").body("listing", hasSize(200)).body("missing", is(5));
    }

    @Test
    void whatIsNoFolderIsToldWithTheReason() {
        run("echo x > f && ln -s /etc out");
        tell(ada, "nothing").body("listing", nullValue()).body("error", startsWith("ENOENT"));
        tell(ada, "f").body("error", startsWith("ENOTDIR"));
        tell(ada, "out").body("listing", nullValue()).body("error", startsWith("EXDEV"));
        tell(ada, "../..").body("listing", nullValue()).body("error", startsWith("EXDEV"));
    }

    @Test
    void strangersAreToldNothing() {
        for (var stranger :
                new TestCaller[] {somebody(), TestCallers.nobody(), ada.onlyIn(java.util.UUID.randomUUID())}) {
            tell(stranger, "").body("listing", nullValue()).body("error", notNullValue());
        }
        tell(somebody(), "").body("error", containsString("does not have read access"));
        tell(somebody().admin(), "").body("listing", notNullValue());
        tell(ada.withScopes("read"), "").body("listing", notNullValue());
    }
}
