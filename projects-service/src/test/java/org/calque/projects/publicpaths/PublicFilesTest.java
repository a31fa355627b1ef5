package org.calque.projects.publicpaths;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublicFilesTest extends ProjectsTest {
    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProjectWithAPublicFolder() {
        ada = somebody();
        project = project(ada);
        run("mkdir -p pub/sub pubs && echo open > pub/f && echo open > pub/sub/g && touch pub/.dot"
                + " && echo secret > secret && echo secret > pubs/f && ln -s ../secret pub/leak"
                + " && ln -s .. pub/up && ln -s f pub/alias && ln -s /etc/passwd pub/out");
        publish("path", "pub");
    }

    @Test
    void nobodyReadsWhatIsPublishedAndNothingElse() {
        text(TestCallers.nobody(), "pub/f").body("data", is("open\n"));
        text(TestCallers.nobody(), "/projects/" + project + "/pub//sub/./g").body("data", is("open\n"));
        text(TestCallers.nobody(), "pub/alias").body("data", is("open\n"));
        for (var path : new String[] {
            "secret", "pubs/f", "pub/../secret", "pub/leak", "pub/up/secret", "pub/out", "/etc/passwd", "../x", "", "pu"
        }) {
            text(TestCallers.nobody(), path)
                    .body("event", is("error"))
                    .body("error", is("path '%s' of project with id '%s' is not public".formatted(path, project)));
        }
        text(TestCallers.nobody(), "pub/no").body("error", startsWith("Error: ENOENT"));
        text(TestCallers.nobody(), "pub/sub").body("error", startsWith("Error: EISDIR"));
        event(TestCallers.nobody(), "public_get_text_file", "project_id", "x", "path", "pub/f")
                .body("error", is("path 'pub/f' of project with id 'x' is not public"));
    }

    @Test
    void aPublishedFolderIsListed() {
        list("path", "pub")
                .body("result.files.name", contains("alias", "f", "leak", "out", "sub", "up"))
                .body("result.files[1].isdir", nullValue())
                .body("result.files[4].isdir", is(true));
        list("path", "pub", "hidden", true, "limit", 1).body("result.files.name", contains(".dot"));
        list("path", "pub", "start", 4, "limit", 1).body("result.files.name", contains("sub"));
        for (var path : new String[] {"", "pubs", "pub/up", "pub/..", "secret"}) {
            list("path", path).body("error", is("not_public"));
        }
    }

    @Test
    void whatIsDisabledOrForPeopleWhoAreSignedInIsKeptSo() {
        publish("path", "pub", "authenticated", true);
        text(TestCallers.nobody(), "pub/f").body("event", is("error"));
        text(somebody(), "pub/f").body("data", is("open\n"));
        publish("path", "pub", "authenticated", false, "unlisted", true);
        text(TestCallers.nobody(), "pub/f").body("data", is("open\n"));
        publish("path", "pub", "disabled", true);
        text(TestCallers.nobody(), "pub/f").body("event", is("error"));
        list("path", "pub").body("error", is("not_public"));
    }

    @Test
    void nothingOfADeletedProjectIsPublic() {
        route(ada, "projects/delete", "project_id", project).body("status", is("ok"));
        text(TestCallers.nobody(), "pub/f").body("event", is("error"));
    }

    @Test
    void oneFileCanBePublishedAlone() {
        publish("path", "secret");
        text(TestCallers.nobody(), "secret").body("data", is("secret\n"));
        text(TestCallers.nobody(), "secret/x").body("event", is("error"));
        list("path", "secret").body("error", startsWith("Error: ENOTDIR"));
    }

    @Test
    void otherServicesHearWhatIsPublic() {
        post(TestCallers.nobody(), "/access/public", map("project_id", project, "path", "pub/sub/g"))
                .body("public", is(true))
                .body("path", is("pub"));
        post(TestCallers.nobody(), "/access/public", map("project_id", project, "path", "pubs"))
                .body("public", is(false));
        post(TestCallers.nobody(), "/access/public", map("project_id", UUID.randomUUID(), "path", "pub"))
                .body("public", is(false));
    }

    private ValidatableResponse text(TestCaller caller, String path) {
        return event(caller, "public_get_text_file", "project_id", project, "path", path);
    }

    private ValidatableResponse list(Object... options) {
        var all = map(options);
        all.put("project_id", project);
        return post(TestCallers.nobody(), "/events/public_get_directory_listing", all);
    }

    private void publish(Object... fields) {
        var all = map(fields);
        all.put("project_id", project);
        all.put("id", "x");
        post(ada, "/tables/public_paths", all).body("error", nullValue());
    }

    private void run(String command) {
        event(ada, "project_exec", "project_id", project, "command", command).body("exit_code", is(0));
    }
}
