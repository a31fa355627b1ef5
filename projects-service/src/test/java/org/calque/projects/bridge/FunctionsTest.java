package org.calque.projects.bridge;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FunctionsTest extends ProjectsTest {
    private TestCaller ada;
    private String project;

    @BeforeEach
    void anOwner() {
        ada = somebody();
        project = project(ada);
    }

    private ValidatableResponse hub(TestCaller caller, String name, Object... fields) {
        return post(caller, "/functions/hub/" + name, map("name", name, "args", List.of(map(fields))));
    }

    private ValidatableResponse inside(TestCaller caller, String name, Object... args) {
        return post(
                caller, "/functions/project/" + name, map("name", name, "args", List.of(args), "project_id", project));
    }

    private ValidatableResponse write(String path, String content) {
        return inside(ada, "system.writeTextFileToProject", map("path", path, "content", content));
    }

    private ValidatableResponse listing(String path) {
        return inside(ada, "system.listing", map("path", path));
    }

    @Test
    void aProjectAtRestIsStartedByWhateverIsCalledInIt() {
        hub(ada, "projects.status", "project_id", project).body("$", is(map()));
        listing("");
        hub(ada, "projects.state", "project_id", project).body("state", is("running"), "error", nullValue());
    }

    @Test
    void aRunningProjectTellsWhatItHolds() {
        inside(ada, "system.exec", map("command", "sleep 600 >/dev/null 2>&1 &", "bash", true));
        hub(ada, "projects.status", "project_id", project)
                .body("start_ts", greaterThan(1_700_000_000_000L))
                .body("version", is(1))
                .body("memory.rss", greaterThan(0))
                .body("memory.pss", greaterThan(0))
                .body("memory.uss", notNullValue());
        hub(ada, "projects.stop", "project_id", project).body(is("null"));
        hub(ada, "projects.status", "project_id", project).body("$", is(map()));
    }

    @Test
    void nobodyStartsTheProjectOfAnother() {
        for (var name : List.of("system.ping", "system.exec", "system.listing", "ping")) {
            inside(somebody(), name, map("command", "true", "path", ""))
                    .body("error", is("user must be a collaborator on the project"));
            inside(TestCallers.project(UUID.randomUUID()), name, map("command", "true"))
                    .body("error", is("user must be a collaborator on the project"));
        }
        hub(ada, "projects.state", "project_id", project).body("state", is("opened"));
    }

    @Test
    void anIdAmongTheArgumentsLeadsToNoOtherProject() {
        var other = project(somebody());
        inside(ada, "system.exec", map("command", "pwd", "project_id", other))
                .body("stdout", is("/projects/" + project + "\n"));
        inside(ada, "system.test", map("project_id", other)).body("project_id", is(project));
        inside(TestCallers.project(UUID.fromString(project)), "system.test", map("project_id", other))
                .body("project_id", is(project));
    }

    @Test
    void filesAreMadeMovedAndRemoved() {
        write("a.txt", "one").body(is("null"));
        write("d/b.txt", "two").body(is("null"));
        inside(ada, "system.moveFiles", map("paths", List.of("a.txt"), "dest", "d"))
                .body(is("null"));
        listing("d").body("name", contains("a.txt", "b.txt"), "size", contains(3, 3));
        inside(ada, "system.moveFiles", map("paths", List.of("d/b.txt", "nothing"), "dest", "e"))
                .body("error", startsWith("Error: ENOENT"));
        inside(ada, "system.renameFile", map("src", "d/a.txt", "dest", "e/b.txt"))
                .body("error", startsWith("Error: EEXIST"));
        inside(ada, "system.renameFile", map("src", "d/a.txt", "dest", "c.txt")).body(is("null"));
        listing("").body("name", contains("c.txt", "d", "e"), "isdir", contains(null, true, true));
        inside(ada, "system.deleteFiles", map("paths", List.of("d", "e", "nothing")))
                .body(is("null"));
        listing("").body("name", contains("c.txt"));
        inside(ada, "system.deleteFiles", map("paths", List.of("../../etc/passwd")))
                .body("error", startsWith("Error: E"));
        var many = new ArrayList<String>();
        IntStream.rangeClosed(0, 1000).forEach(it -> many.add("f" + it));
        inside(ada, "system.deleteFiles", map("paths", many)).body("error", containsString("at most 1000"));
    }

    @Test
    void aNewFileIsWhatAnEmptyOneOfItsKindIsAndNothingThatIsThereIsLost() {
        inside(ada, "editor.newFile", "n.ipynb");
        inside(ada, "system.readTextFileFromProject", map("path", "n.ipynb")).body(containsString("nbformat"));
        write("mine.txt", "mine");
        inside(ada, "editor.newFile", "mine.txt").body(is("null"));
        inside(ada, "system.readTextFileFromProject", map("path", "mine.txt")).body(is("\"mine\""));
    }

    @Test
    void pathsLeadWhereTheyLeadInsideTheProject() {
        write("d/a.txt", "x");
        inside(ada, "system.exec", map("command", "ln -s d/a.txt link; ln -s /etc/passwd out; ln -s loop loop"));
        inside(ada, "system.realpath", "link").body(is("\"d/a.txt\""));
        inside(ada, "system.realpath", "out").body(is("\"/etc/passwd\""));
        inside(ada, "system.realpath", "-e").body("error", startsWith("Error: ENOENT"));
        inside(ada, "system.canonicalPaths", List.of("link", "nothing/there", ".", "/tmp"))
                .body("$", contains("d/a.txt", "nothing/there", "", "/tmp"));
    }

    @Test
    void signalsReachProcessesOfTheProjectAndNoOthers() {
        var pid = inside(ada, "system.exec", map("command", "sleep 600 >/dev/null 2>&1 & echo $!", "bash", true))
                .extract()
                .<String>path("stdout")
                .strip();
        inside(ada, "system.signal", map("signal", "SIGKILL", "pids", List.of(Integer.valueOf(pid))))
                .body(is("null"));
        inside(ada, "system.signal", map("signal", 9, "pid", 4_000_000))
                .body("error", startsWith("Error: the signal did not reach every process"));
        for (Object signal : new Object[] {"9; touch x", 0, 65, "-1", "", List.of()}) {
            inside(ada, "system.signal", map("signal", signal, "pid", 5))
                    .body("error", startsWith("Error: signal must be a number from 1 to 64"));
        }
        for (Object pids : new Object[] {List.of(-1), List.of(0), List.of("5; touch x"), List.of()}) {
            inside(ada, "system.signal", map("signal", 9, "pids", pids))
                    .body("error", startsWith("Error: pid or pids must name"));
        }
        listing("").body("size()", is(0));
    }

    @Test
    void theReasonOfAFailedCommandStandsAlone() {
        inside(ada, "system.exec", map("command", "exit 3"))
                .body("error", is("Error: command 'exit 3' exited with nonzero code 3 -- stderr=''"));
        inside(ada, "system.exec", map("async_get", UUID.randomUUID()))
                .body("error", startsWith("Error: Async operation '"));
    }

    @Test
    void timesOfUseAreThoseOfTheFileAndOfWhoIsAskedAbout() {
        hub(ada, "db.touch", "project_id", project, "path", "a.txt", "action", "open")
                .body(is("null"));
        var times = hub(ada, "db.fileUseTimes", "project_id", project, "path", "a.txt", "edit_times", true);
        times.body("access_times.size()", is(1), "edit_times", is(List.of()));
        hub(ada, "db.touch", "project_id", project, "path", "a.txt");
        hub(ada, "db.fileUseTimes", "project_id", project, "path", "a.txt", "edit_times", true)
                .body("edit_times.size()", is(1));
        hub(ada, "db.fileUseTimes", "project_id", project, "path", "b.txt").body("access_times", is(List.of()));
        var grace = somebody();
        hub(grace, "db.fileUseTimes", "project_id", project, "path", "a.txt", "target_account_id", ada.id())
                .body("error", is("Error: user must be a collaborator on the project"));
        add(ada, project, grace.id());
        hub(grace, "db.fileUseTimes", "project_id", project, "path", "a.txt", "target_account_id", ada.id())
                .body("target_account_id", is(ada.id().toString()), "access_times.size()", is(1));
    }

    @Test
    void quotasInTheWordsOfTheBridgeAreThoseOfApiV2() throws Exception {
        hub(ada, "projects.setQuotas", "project_id", project, "cores", 1)
                .body("error", is("Error: only admins can set project quotas"));
        hub(ada.admin(), "projects.setQuotas", "project_id", project, "cpu_shares", 512, "network", 1, "mintime", 60)
                .body(is("null"));
        assertEquals(
                "512",
                ask("select settings ->> 'cpu_shares' from projects where project_id = ?::uuid", project)
                        .replaceAll("\\.0+$", ""));
        assertEquals("1", ask("select settings ->> 'network' from projects where project_id = ?::uuid", project));
    }
}
