package org.calque.projects.files;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Set;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.messages.Limits;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FoldersTest extends ProjectsTest {
    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    @Test
    void aFolderIsListedWithWhatItsEntriesAre() {
        run("mkdir d && echo hello > d/f && chmod 640 d/f && mkdir d/sub && ln -s f d/link && ln -s sub d/tosub"
                + " && ln -s /etc d/out && touch d/.hidden");
        call("list", "path", "d")
                .body("path", is("/projects/" + project + "/d"))
                .body("total", is(5))
                .body("entries.name", contains("f", "link", "out", "sub", "tosub"))
                .body("entries[0].size", is(6))
                .body("entries[0].mode", is("0640"))
                .body("entries[0].mtime", endsWith("Z"))
                .body("entries[0].isdir", is(false))
                .body("entries[0].etag", startsWith("\""))
                .body("entries[1].issymlink", is(true))
                .body("entries[1].link_target", is("f"))
                .body("entries[2].isdir", is(false))
                .body("entries[2].link_target", is("/etc"))
                .body("entries[3].isdir", is(true))
                .body("entries[3].etag", nullValue())
                .body("entries[4].isdir", is(true))
                .body("entries[4].issymlink", is(true));
        call("list", "path", "d", "hidden", true).body("total", is(6));
        call("list", "path", "d", "sort", "name", "descending", true, "limit", 2, "offset", 1)
                .body("total", is(5))
                .body("entries.name", contains("sub", "out"));
        call("list", "path", "d/f").body("error", startsWith("ENOTDIR"));
        call("list", "path", "d/out").body("error", startsWith("EXDEV"));
        call("list", "path", "../..").body("error", startsWith("EXDEV"));
        call("list", "path", "nothing").body("error", startsWith("ENOENT"));
        call("list", "sort", "colour").body("error", containsString("sort must be one of name, size, mtime"));
        call("list", "limit", 1_000_000).body("error", containsString("at most 20000"));
        call("list", "limit", -1).body("error", containsString("must be at least 0"));
    }

    @Test
    void aLargeFolderIsListedPageByPage() {
        run("mkdir many && cd many && seq -f '%05g' 0 2999 | xargs touch");
        call("list", "path", "many", "limit", 3000)
                .body("entries", hasSize(3000))
                .body("total", is(3000));
        call("list", "path", "many", "limit", 2, "offset", 2998).body("entries.name", contains("02998", "02999"));
    }

    @Test
    void namesThatAreNoUtf8AreListedAndGoWithTheirFolder() {
        run("mkdir odd && touch $'odd/a\\xffb' $'odd/\\xe4' 'odd/ä\n'");
        call("list", "path", "odd").body("entries.name", hasSize(3)).body("entries[0].name", is("a\ufffdb"));
        call("remove", "path", "odd", "recursive", true).body("removed", is(4));
    }

    @Test
    void whatIsAtAPathIsTold() {
        run("echo x > f; ln -s f l");
        call("stat", "path", "f").body("entry.name", is("f")).body("entry.size", is(2));
        call("stat", "path", "l").body("entry.issymlink", is(true)).body("entry.link_target", is("f"));
        call("stat").body("entry.isdir", is(true));
        call("stat", "path", "no").body("error", startsWith("ENOENT: no such file or directory, stat"));
    }

    @Test
    void foldersAreMadeWithThoseAboveThem() {
        call("make-folder", "path", "a/b/c").body("status", is("ok"));
        call("make-folder", "path", "a/b/c").body("status", is("ok"));
        call("stat", "path", "a/b/c").body("entry.isdir", is(true));
        run("echo > f");
        call("make-folder", "path", "f/x").body("error", startsWith("ENOTDIR"));
        call("make-folder", "path", "/etc/x").body("error", startsWith("EXDEV"));
        call("make-folder").body("error", is("path must be specified"));
        call("make-folder", "path", "a\0b").body("error", startsWith("EINVAL"));
    }

    @Test
    void movingReplacesNothingUnlessAsked() {
        run("echo 1 > one; echo 2 > two; mkdir d");
        call("move", "path", "one", "target", "two").body("error", startsWith("EEXIST"));
        call("move", "path", "one", "target", "two", "replace", true).body("status", is("ok"));
        event(ada, "read_text_file_from_project", "project_id", project, "path", "two")
                .body("content", is("1\n"));
        call("move", "path", "two", "target", "d/").body("status", is("ok"));
        call("stat", "path", "d/two").body("entry.size", is(2));
        call("move", "path", "d", "target", "new/er/d").body("status", is("ok"));
        call("move", "path", "new", "target", "new/er/x").body("error", startsWith("EINVAL"));
        call("move", "path", "new", "target", "../x").body("error", startsWith("EXDEV"));
        call("move", "path", "/etc/passwd", "target", "x").body("error", startsWith("EXDEV"));
        call("move", "path", "no", "target", "x").body("error", startsWith("ENOENT"));
        call("move", "path", "new").body("error", is("target must be specified"));
        call("move", "path", "", "target", "x").body("error", is("path must be specified"));
    }

    @Test
    void aFolderGoesWithAllThatIsInItOnlyWhenAsked() {
        run("mkdir -p d/e/f keep && echo > d/e/f/g && echo > keep/me && ln -s ../keep d/link");
        call("remove", "path", "d").body("error", startsWith("ENOTEMPTY"));
        call("remove", "path", "d", "recursive", true).body("removed", is(5));
        call("stat", "path", "keep/me").body("entry.size", is(1));
        call("remove", "path", "keep/me").body("removed", is(1));
        call("remove", "path", "keep/me").body("error", startsWith("ENOENT"));
        call("remove", "path", "").body("error", is("path must be specified"));
        call("remove", "path", ".", "recursive", true).body("error", startsWith("EINVAL"));
        call("remove", "path", "..", "recursive", true).body("error", startsWith("EINVAL"));
        call("remove", "path", "../x", "recursive", true).body("error", startsWith("EXDEV"));
    }

    @Test
    void strangersAndKeysOfOtherProjectsGetNowhere() {
        run("echo secret > f");
        var other = TestCallers.project(UUID.fromString(project(somebody())));
        for (var caller : new TestCaller[] {somebody(), other, somebody().admin(), ada.onlyIn(UUID.randomUUID())}) {
            for (var path : new String[] {"list", "stat"}) {
                route(caller, "projects/files/" + path, "project_id", project, "path", "f")
                        .body("error", is("must be on the project to see its files"));
            }
            for (var path : new String[] {"make-folder", "move", "remove"}) {
                route(caller, "projects/files/" + path, "project_id", project, "path", "f", "target", "g")
                        .body("error", is("must be a collaborator on the project to change its files"));
            }
        }
        route(TestCallers.nobody(), "projects/files/list", "project_id", project)
                .body("error", is("must be signed in"));
        route(ada, "projects/files/list", "project_id", "x").body("error", is("project_id must be a valid uuid"));
        route(TestCallers.project(UUID.fromString(project)), "projects/files/stat", "project_id", project, "path", "f")
                .body("entry.name", is("f"));
        route(ada.limitedTo(new Limits(Set.of("read"), null, null)), "projects/files/remove", "project_id", project)
                .body("error", containsString("lacks the scope 'write'"));
    }

    @Test
    void aViewerLooksButDoesNotTouch() throws Exception {
        run("echo > f");
        var grace = somebody();
        add(ada, project, grace.id());
        sql("update members set \"group\" = 'viewer' where account_id = ?", grace.id());
        route(grace, "projects/files/list", "project_id", project).body("entries.name", contains("f"));
        route(grace, "projects/files/remove", "project_id", project, "path", "f")
                .body("error", notNullValue());
    }

    private ValidatableResponse call(String what, Object... parameters) {
        var all = map(parameters);
        all.put("project_id", project);
        return post(ada, "/v2/projects/files/" + what, all);
    }

    private void run(String command) {
        event(ada, "project_exec", "project_id", project, "command", command).body("exit_code", is(0));
    }
}
