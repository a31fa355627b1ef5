package org.calque.projects.call;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
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
class ProjectsCallTest extends ProjectsTest {
    private TestCaller ada;
    private String project;

    @BeforeEach
    void anOwner() {
        ada = somebody();
        project = project(ada);
    }

    private ValidatableResponse call(TestCaller caller, Object... mesg) {
        return route(caller, "projects/call", "project_id", project, "mesg", map(mesg));
    }

    @Test
    void theAnswerIsTheMessageOfTheProjectWithItsId() {
        call(ada, "event", "ping", "id", "mine").body("$", is(map("event", "pong", "id", "mine")));
        call(ada, "event", "ping").body("id", matchesPattern("[0-9a-f-]{36}"));
        call(ada, "event", "project_exec", "command", "echo", "args", java.util.List.of("hi"), "id", 7)
                .body("event", is("project_exec_output"))
                .body("id", is(7))
                .body("type", is("blocking"))
                .body("stdout", is("hi\n"))
                .body("exit_code", is(0));
        call(ada, "event", "write_text_file_to_project", "path", "d/a.txt", "content", "hello", "id", "w")
                .body("$", is(map("event", "file_written_to_project", "id", "w")));
        call(ada, "event", "read_text_file_from_project", "path", "d/a.txt")
                .body("event", is("text_file_read_from_project"))
                .body("content", is("hello"));
    }

    @Test
    void aFailureStaysAMessage() {
        call(ada, "event", "project_exec", "command", "exit 3")
                .body("event", is("error"))
                .body("error", containsString("exited with nonzero code 3"));
        call(ada, "event", "read_text_file_from_project", "path", "nothing")
                .body("event", is("error"))
                .body("error", startsWith("Error: ENOENT"));
        call(ada, "event", "read_text_file_from_project").body("error", is("property 'path' must be specified"));
        call(ada, "event", "project_exec", "command", 5).body("error", startsWith("property 'command' must be a"));
        call(ada, "event", "dance", "id", "d")
                .body("error", is("Project " + project + " does not implement handling mesg with event='dance'"))
                .body("id", is("d"));
        call(ada, "event", "read_file_from_project", "path", "a").body("event", is("error"));
        call(ada, "event", "jupyter_kernels").body("event", is("error"));
    }

    @Test
    void aMessageNeverReachesAnotherProject() {
        var other = project(somebody());
        call(ada, "event", "project_exec", "command", "pwd", "project_id", other)
                .body("stdout", containsString(project));
        call(ada, "event", "read_text_file_from_project", "path", "a", "project_id", other)
                .body("error", containsString("/projects/" + project));
    }

    @Test
    void signalsEndProcessesOfTheProject() {
        var pid = call(ada, "event", "project_exec", "command", "sleep 600 >/dev/null 2>&1 & echo $!", "bash", true)
                .extract()
                .<String>path("stdout")
                .strip();
        call(ada, "event", "send_signal", "pid", Integer.parseInt(pid), "signal", 9)
                .body("event", is("signal_sent"));
        call(ada, "event", "send_signal", "pid", pid, "signal", 15)
                .body("error", is("invalid pid or signal (must be 2,3,9)"));
        call(ada, "event", "send_signal", "pid", 0, "signal", 9)
                .body("error", is("invalid pid or signal (must be 2,3,9)"));
        call(ada, "event", "send_signal", "pid", 999_999_999, "signal", 9).body("event", is("error"));
    }

    @Test
    void othersAreRefusedInTheWordsOfTheContract() {
        call(TestCallers.nobody(), "event", "ping")
                .body("error", is("callProject -- user must be authenticated (no account_id specified)"));
        route(ada, "projects/call").body("error", is("callProject -- must specify project_id"));
        var notMine = "callProject -- authenticated user must be a collaborator on the project";
        call(somebody(), "event", "ping").body("error", is(notMine));
        call(somebody().admin(), "event", "ping").body("error", is(notMine));
        call(TestCallers.project(UUID.randomUUID()), "event", "ping").body("error", is(notMine));
        call(TestCallers.project(UUID.fromString(project)), "event", "ping").body("event", is("pong"));
        route(ada, "projects/call", "project_id", project, "mesg", "ping")
                .body("error", is("callProject -- mesg must be an object with an event"));
        call(ada.withScopes("exec"), "event", "read_text_file_from_project", "path", "a")
                .body("error", is("the API key lacks the scope 'read' that 'read_text_file_from_project' needs"));
        call(ada.withScopes("read"), "event", "ping")
                .body("error", is("the API key lacks the scope 'exec' that 'projects/call' needs"));
    }
}
