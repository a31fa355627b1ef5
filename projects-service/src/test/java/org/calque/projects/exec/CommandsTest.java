package org.calque.projects.exec;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CommandsTest extends ProjectsTest {
    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    @Test
    void aCommandRunsInTheHomeOfItsProjectAndStartsIt() throws SQLException {
        event(ada, "project_exec", "id", "7", "project_id", project, "command", "echo $HOME; pwd")
                .body("event", is("project_exec_output"))
                .body("id", is("7"))
                .body("type", is("blocking"))
                .body("stdout", is("/projects/%1$s\n/projects/%1$s\n".formatted(project)))
                .body("stderr", is(""))
                .body("exit_code", is(0));
        assertTrue(column(project, "state").contains("\"running\""));
        assertTrue(column(project, "last_active").contains(ada.id().toString()));
        event(ada, "project_exec", "project_id", project, "command", "true", "args", List.of())
                .body("id", notNullValue());
    }

    @Test
    void failuresAreErrorsInTheWordsOfTheContract() {
        event(ada, "project_exec", "project_id", project, "command", "echo why >&2; exit 4")
                .body("event", is("error"))
                .body("error", startsWith("Error executing command 'echo why >&2; exit 4' with args '' -- "))
                .body("error", containsString("exited with nonzero code 4 -- stderr='why"));
        event(ada, "project_exec", "project_id", project, "command", "ls", "args", List.of("a", "b"))
                .body("error", startsWith("Error executing command 'ls' with args 'a,b' -- command ''ls' (args=a b)'"));
        event(ada, "project_exec", "project_id", project, "command", "exit 7", "bash", true, "err_on_exit", false)
                .body("event", is("project_exec_output"))
                .body("exit_code", is(7));
        event(ada, "project_exec", "project_id", project, "command", "no-such-program", "err_on_exit", false)
                .body("error", containsString("was not able to run"))
                .body("error", containsString("ENOENT"));
        event(ada, "project_exec", "project_id", project, "command", "smc-jupyter")
                .body("error", containsString("do not run smc-jupyter directly"));
        event(ada, "project_exec", "project_id", project, "command", "sleep 20", "timeout", 0.2)
                .body("error", containsString("killed command 'bash "));
        event(ada, "project_exec", "project_id", project, "command", "a\0b").body("error", containsString("NUL"));
    }

    @Test
    void outputIsCutWhereTheCallerWants() {
        event(ada, "project_exec", "project_id", project, "command", "printf 0123456789", "max_output", 4)
                .body("stdout", is("0123 (truncated at 4 characters)"));
    }

    @Test
    void onlyPeopleOfTheProjectAndAdministratorsRunCommandsThroughV1() {
        var grace = somebody();
        event(grace, "project_exec", "project_id", project, "command", "true")
                .body("error", is("User " + grace.id() + " does not have write access to project " + project));
        event(ada, "project_exec", "project_id", "../x", "command", "true")
                .body("error", startsWith("Write access denied -- invalid project_id -- "));
        event(TestCallers.nobody(), "project_exec", "project_id", project, "command", "true")
                .body("error", is("user must be signed in before accessing projects"));
        event(grace.admin(), "project_exec", "project_id", project, "command", "true")
                .body("exit_code", is(0));
        event(TestCallers.project(UUID.fromString(project)), "project_exec", "project_id", project, "command", "true")
                .body("exit_code", is(0));
        event(TestCallers.project(UUID.randomUUID()), "project_exec", "project_id", project, "command", "true")
                .body("event", is("error"));
    }

    @Test
    void v2KeepsAdministratorsOutAndHandsInVariables() throws SQLException {
        sql("update projects set env = '{\"A\":\"own\",\"B\":\"own\",\"N\":5}' where project_id = ?::uuid", project);
        route(ada, "exec", "project_id", project, "command", "echo $A $B $N", "env", Map.of("B", "call"))
                .body("type", is("blocking"))
                .body("stdout", is("own call 5\n"));
        route(somebody().admin(), "exec", "project_id", project, "command", "true")
                .body("error", is("user must be a collaborator on the project"));
        route(TestCallers.nobody(), "exec", "project_id", project, "command", "true")
                .body("error", is("must be signed in"));
        route(ada, "exec", "project_id", "x", "command", "true")
                .body("error", is("invalid account_id or project_id -- all must be valid uuid's"));
        route(ada, "exec", "project_id", project, "command", "true", "env", Map.of("A=B", "x"))
                .body("error", containsString("cannot be an environment variable"));
    }

    @Test
    void equalCallsWithAnAggregateShareOneRun() throws InterruptedException, ExecutionException {
        var calls = Executors.newVirtualThreadPerTaskExecutor();
        var answers = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> calls.submit(() -> shared(1)))
                .toList();
        var first = answers.getFirst().get();
        for (var answer : answers) {
            assertEquals(first, answer.get());
        }
        assertEquals("x\n", first);
        assertEquals("x\n", shared(1));
        assertEquals("x\nx\n", shared(2));
        assertEquals("x\nx\n", shared(1));
        calls.close();
    }

    private String shared(int aggregate) {
        return event(
                        ada,
                        "project_exec",
                        "project_id",
                        project,
                        "command",
                        "echo x >> runs; sleep 0.3; cat runs",
                        "aggregate",
                        aggregate)
                .extract()
                .path("stdout");
    }

    @Test
    void aDeletedProjectRefusesWork() {
        route(ada, "projects/delete", "project_id", project).body("status", is("ok"));
        event(ada, "project_exec", "project_id", project, "command", "true")
                .body("error", containsString("is deleted"));
        route(ada, "exec", "project_id", project, "command", "true").body("error", containsString("is deleted"));
        event(ada, "read_text_file_from_project", "project_id", project, "path", "x")
                .body("error", containsString("is deleted"));
        route(ada, "projects/start", "project_id", project).body("error", containsString("is deleted"));
        route(ada, "projects/restore", "project_id", project).body("status", is("ok"));
        event(ada, "project_exec", "project_id", project, "command", "true").body("exit_code", is(0));
    }

    @Test
    void stoppingEndsWhatRuns() throws SQLException {
        event(ada, "project_exec", "project_id", project, "command", "setsid sleep 600 >/dev/null 2>&1 & echo")
                .body("exit_code", is(0));
        var before = Instant.now();
        route(ada, "projects/stop", "project_id", project).body("status", is("ok"));
        assertTrue(Duration.between(before, Instant.now()).compareTo(Duration.ofSeconds(3)) < 0);
        assertTrue(column(project, "state").contains("\"opened\""));
        event(ada, "project_exec", "project_id", project, "command", "pgrep -c sleep || true")
                .body("stdout", is("0\n"));
        route(ada, "projects/stop", "project_id", project).body("status", is("ok"));
        route(ada, "projects/stop", "project_id", project).body("status", is("ok"));
        route(ada, "projects/start", "project_id", project).body("status", is("ok"));
        assertTrue(column(project, "state").contains("\"running\""));
    }
}
