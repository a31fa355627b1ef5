package org.calque.projects.exec;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobsTest extends ProjectsTest {
    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    @Test
    void aJobIsAnsweredAtOnceAndAwaitedLater() {
        var begun = exec("command", "echo out; echo err >&2; exit 3", "err_on_exit", false)
                .body("type", is("async"))
                .body("status", is("running"))
                .body("start", greaterThan(1_700_000_000_000L))
                .body("pid", greaterThan(1))
                .body("stdout", is(""))
                .body("stderr", is(""))
                .body("exit_code", is(0))
                .body("elapsed_s", nullValue());
        awaited(begun)
                .body("type", is("async"))
                .body("status", is("completed"))
                .body("pid", is((int) begun.extract().path("pid")))
                .body("stdout", is("out\n"))
                .body("stderr", is("err\n"))
                .body("exit_code", is(3))
                .body("elapsed_s", notNullValue())
                .body("stats", nullValue());
    }

    @Test
    void itsProcessNumberIsTheOneInsideTheProject() {
        var begun = exec("command", "echo $$");
        awaited(begun).body("stdout", is(begun.extract().path("pid") + "\n"));
    }

    @Test
    void failuresAreToldAsTheContractWants() {
        awaited(exec("command", "echo out; echo why >&2; exit 3"))
                .body("status", is("error"))
                .body("exit_code", is(1))
                .body("stdout", is(""))
                .body("stderr", is("why\n"));
        awaited(exec("command", "echo out; sleep 60", "timeout", 0.3))
                .body("status", is("error"))
                .body("exit_code", is(1))
                .body("stdout", is(""))
                .body("stderr", startsWith("killed command 'bash /tmp/cocalc-"));
        var missing = exec("command", "no-such-program", "err_on_exit", false).body("pid", nullValue());
        awaited(missing).body("status", is("error")).body("exit_code", is(1)).body("stderr", containsString("ENOENT"));
        awaited(exec("command", "pwd", "path", "nowhere"))
                .body("status", is("error"))
                .body("stderr", containsString("\"syscall\":\"chdir\""));
        awaited(exec("command", "kill -9 $$")).body("status", is("completed")).body("exit_code", is(0));
        awaited(exec("command", "exit 137", "err_on_exit", false)).body("exit_code", is(137));
    }

    @Test
    void whileItRunsItsOutputSoFarIsTold() {
        var begun = exec("command", "echo one; until [ -e go ]; do sleep 0.05; done; echo two");
        var seen = "";
        while (!seen.equals("one\n")) {
            seen = get(begun).body("status", is("running")).extract().path("stdout");
        }
        route(ada, "exec", "project_id", project, "command", "touch go").body("exit_code", is(0));
        awaited(begun).body("stdout", is("one\ntwo\n"));
    }

    @Test
    void outputIsCutAndSaysSo() {
        awaited(exec("command", "printf 0123456789", "max_output", 4))
                .body("stdout", is("0123 (truncated at 4 characters)"));
        var much = awaited(exec("command", "head -c 5000000 /dev/zero | tr '\\0' x"));
        much.body("stdout", endsWith("x (truncated at 1048576 characters)"));
    }

    @Test
    void memoryAndTimeAreToldWhenAsked() {
        var begun = exec("command", "timeout 1.6 sh -c 'while :; do :; done'; true");
        route(ada, "exec", "project_id", project, "async_get", id(begun), "async_await", true, "async_stats", true)
                .body("stats[0].timestamp", greaterThan(1_700_000_000_000L))
                .body("stats[0].mem_rss", greaterThan(0f))
                .body("stats[0].cpu_pct", notNullValue())
                .body("stats[0].cpu_secs", notNullValue());
    }

    @Test
    void jobsOfOthersAreNotThere() {
        var begun = exec("command", "true");
        var grace = somebody();
        var other = project(grace);
        var unknown =
                "Error executing command 'undefined' with args 'undefined' -- Async operation '%s' does not exist.";
        route(grace, "exec", "project_id", other, "async_get", id(begun))
                .body("error", is(unknown.formatted(id(begun))));
        route(grace, "exec", "project_id", project, "async_get", id(begun))
                .body("error", is("user must be a collaborator on the project"));
        for (var path : List.of("exec/cancel", "exec/signal", "exec/stdin")) {
            route(grace, path, "project_id", other, "job_id", id(begun), "signal", 9)
                    .body("error", is("Async operation '" + id(begun) + "' does not exist."));
        }
        route(ada, "exec", "project_id", project, "async_get", "x").body("error", is(unknown.formatted("x")));
        var key = TestCallers.project(UUID.fromString(other));
        route(key, "exec/jobs", "project_id", project).body("error", notNullValue());
        route(TestCallers.project(UUID.fromString(project)), "exec", "project_id", project, "async_get", id(begun))
                .body("job_id", is(id(begun)));
    }

    @Test
    void jobsAreListedSignalledAndCancelled() {
        var begun =
                exec("command", "trap 'echo got it; exit 5' USR1; echo ready; sleep 60 & wait", "err_on_exit", false);
        awaitOutput(begun, "ready\n");
        route(ada, "exec/jobs", "project_id", project, "status", "running")
                .body("jobs", hasSize(1))
                .body("jobs[0].job_id", is(id(begun)))
                .body("jobs[0].stdout_bytes", is(6));
        route(ada, "exec/signal", "project_id", project, "job_id", id(begun), "signal", "NONE")
                .body("error", startsWith("signal must be"));
        route(ada, "exec/signal", "project_id", project, "job_id", id(begun), "signal", "SIGUSR1")
                .body("status", is("ok"));
        awaited(begun).body("stdout", is("ready\ngot it\n")).body("exit_code", is(5));
        route(ada, "exec/signal", "project_id", project, "job_id", id(begun), "signal", 9)
                .body("error", is("the job has ended"));
        var endless = exec("command", "setsid sleep 777 & sleep 778");
        route(ada, "exec/cancel", "project_id", project, "job_id", id(endless)).body("status", is("completed"));
        route(ada, "exec", "project_id", project, "command", "pgrep -c sleep || true")
                .body("stdout", is("0\n"));
        route(ada, "exec/jobs", "project_id", project, "status", "late").body("error", startsWith("status must be"));
    }

    @Test
    void aJobReadsWhatItIsSent() {
        var begun = exec("command", "cat", "stdin", true);
        stdin(begun, "data", "a\n").body("written", is(2));
        awaitOutput(begun, "a\n");
        stdin(begun, "data", "Yg==", "encoding", "base64", "eof", true).body("status", is("ok"));
        awaited(begun).body("stdout", is("a\nb")).body("status", is("completed"));
        stdin(begun, "data", "late").body("error", is("the job has ended"));
        var deaf = exec("command", "cat; sleep 60");
        stdin(deaf, "data", "x").body("error", startsWith("the job reads nothing"));
        stdin(deaf, "data", "%", "encoding", "base64").body("error", startsWith("encoding must be"));
        route(ada, "projects/stop", "project_id", project).body("status", is("ok"));
        awaited(deaf)
                .body("status", is("error"))
                .body("stderr", is("the project was stopped before the job had ended"));
    }

    @Test
    void aJobIsFollowedFromAnyByte() {
        var begun = exec("command", "printf 'a\\303'; sleep 0.2; printf '\\274b'; echo e >&2; exit 2");
        var events = follow(begun, "");
        assertEquals("aüb", events.text("stdout"));
        assertEquals("e\n", events.text("stderr"));
        assertTrue(
                events.last().contains("\"status\":\"error\",") && events.last().contains("\"exit_code\":2,"),
                events.last());
        assertTrue(events.last().contains("id: 4-2-end"), events.last());
        assertEquals("b", follow(begun, "&stdout=3&stderr=2").text("stdout"));
        given().spec(ada.spec())
                .header("Last-Event-ID", "1-0")
                .get(followPath(begun, "&encoding=base64"))
                .then()
                .statusCode(200)
                .contentType("text/event-stream")
                .body(containsString("{\"offset\":1,\"base64\":\"w7xi\"}"));
        given().spec(ada.spec())
                .header("Last-Event-ID", "4-2-end")
                .get(followPath(begun, ""))
                .then()
                .statusCode(204);
        given().spec(ada.spec()).get(followPath(begun, "&stdout=5")).then().statusCode(416);
        given().spec(ada.spec()).get(followPath(begun, "&stdout=-1")).then().statusCode(400);
        given().spec(ada.spec()).get(followPath(begun, "&encoding=x")).then().statusCode(400);
        given().spec(somebody().spec()).get(followPath(begun, "")).then().statusCode(403);
        given().spec(TestCallers.nobody().spec())
                .get(followPath(begun, ""))
                .then()
                .statusCode(401);
        given().spec(ada.spec()).head(followPath(begun, "")).then().statusCode(200);
    }

    @Test
    void whoIsRemovedFollowsNoLonger() {
        var grace = somebody();
        add(ada, project, grace.id());
        var begun = exec("command", "echo 1; sleep 60");
        var followed = java.util.concurrent.CompletableFuture.supplyAsync(
                () -> given().spec(grace.spec()).get(followPath(begun, "")).asString());
        awaitOutput(begun, "1\n");
        route(ada, "projects/collaborators/remove", "project_id", project, "account_id", grace.id())
                .body("status", is("ok"));
        var said = followed.join();
        assertTrue(said.endsWith("data: {\"error\":\"you may not follow this job any more\"}\n\n"), said);
        route(ada, "exec/cancel", "project_id", project, "job_id", id(begun));
    }

    @Test
    void anExitCodeThatLooksLikeASignalIsTheProgramsOwn() {
        for (var code : List.of(130, 137, 141, 143)) {
            awaited(exec("command", "exit " + code, "bash", true, "err_on_exit", false))
                    .body("status", is("completed"))
                    .body("exit_code", is(code));
        }
        awaited(exec("command", "set -o pipefail; yes | head -n 1 >/dev/null", "bash", true, "err_on_exit", false))
                .body("exit_code", is(141));
    }

    @Test
    void whomASignalKillsHasExitCodeZero() {
        for (var signal : List.of("INT", "PIPE", "TERM", "KILL")) {
            awaited(exec("command", "echo 1; kill -" + signal + " $$", "bash", true))
                    .body("status", is("completed"))
                    .body("stdout", is("1\n"))
                    .body("exit_code", is(0));
        }
    }

    @Test
    void aJobThatWasHaltedGoesOnAndEndsAsEveryOther() {
        var begun = exec("command", "echo $$; kill -STOP $$; exit 3", "bash", true, "err_on_exit", false);
        while (!get(begun).extract().path("stdout").toString().endsWith("\n")) {
            Thread.onSpinWait();
        }
        route(ada, "exec/signal", "project_id", project, "job_id", id(begun), "signal", "CONT");
        awaited(begun).body("status", is("completed")).body("exit_code", is(3));
    }

    @Test
    void theOldestJobsAreForgottenFirst() throws Exception {
        var first = exec("command", "true");
        awaited(first);
        var second = exec("command", "true");
        awaited(second);
        sql(
                "insert into jobs select gen_random_uuid(), project_id, requested_by, node, command, args, path, bash, err_on_exit,"
                        + " max_output, stdin, status, started_at + interval '1 hour', finished_at, last_access, pid, exit_code, failure"
                        + " from jobs, generate_series(1, 98) where job_id = ?::uuid",
                id(second));
        exec("command", "true");
        get(first).body("error", endsWith("does not exist."));
        get(second).body("error", nullValue());
    }

    private record Events(List<String> all) {
        String text(String stream) {
            var text = new StringBuilder();
            for (var event : all) {
                if (event.startsWith("event: " + stream + "\n")) {
                    text.append(
                            event.replaceAll("(?s).*\"text\":\"(.*)\"}", "$1").replace("\\n", "\n"));
                }
            }
            return text.toString();
        }

        String last() {
            return all.getLast();
        }
    }

    private Events follow(ValidatableResponse begun, String more) {
        var text = given().spec(ada.spec())
                .get(followPath(begun, more))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new Events(new ArrayList<>(List.of(text.split("\n\n"))));
    }

    private String followPath(ValidatableResponse begun, String more) {
        return "/streams/exec/follow?project_id=" + project + "&job_id=" + id(begun) + more;
    }

    private void awaitOutput(ValidatableResponse begun, String stdout) {
        while (!stdout.equals(get(begun).extract().path("stdout"))) {
            Thread.onSpinWait();
        }
    }

    private ValidatableResponse exec(Object... options) {
        var all = map(options);
        all.putAll(Map.of("project_id", project, "async_call", true));
        return post(ada, "/v2/exec", all).body("error", nullValue()).body("job_id", not(""));
    }

    private ValidatableResponse stdin(ValidatableResponse begun, Object... options) {
        var all = map(options);
        all.putAll(Map.of("project_id", project, "job_id", id(begun)));
        return post(ada, "/v2/exec/stdin", all);
    }

    private ValidatableResponse get(ValidatableResponse begun) {
        return route(ada, "exec", "project_id", project, "async_get", id(begun));
    }

    private ValidatableResponse awaited(ValidatableResponse begun) {
        return route(ada, "exec", "project_id", project, "async_get", id(begun), "async_await", true);
    }

    private static String id(ValidatableResponse begun) {
        return begun.extract().path("job_id");
    }
}
