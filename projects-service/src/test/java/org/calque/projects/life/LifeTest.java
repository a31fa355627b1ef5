package org.calque.projects.life;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.messages.Json;
import org.calque.projects.ProjectsTest;
import org.calque.projects.runtime.ProjectRuntime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Projects start and stop, by wish and by themselves, in real sandboxes.
@QuarkusTest
class LifeTest extends ProjectsTest {
    @Inject
    ProjectRuntime runtime;

    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    private String state() throws SQLException, IOException {
        return Json.MAPPER.readTree(column(project, "state")).path("state").asText();
    }

    private void awaitState(String state) {
        await().atMost(60, SECONDS).until(() -> state().equals(state));
    }

    private void start() {
        route(ada, "projects/start", "project_id", project).body("status", is("ok"));
    }

    private void exec(String command) {
        event(ada, "project_exec", "project_id", project, "command", command, "bash", true)
                .body("event", is("project_exec_output"));
    }

    private void setQuotas(Object... quotas) {
        var all = new Object[quotas.length + 2];
        System.arraycopy(quotas, 0, all, 2, quotas.length);
        all[0] = "project_id";
        all[1] = project;
        route(somebody().admin(), "projects/set-admin-quotas", all).body("status", is("success"));
    }

    @Test
    void startStopAndRestartAreSeenInTheState() throws Exception {
        start();
        start();
        assertEquals("running", state());
        assertTrue(Json.MAPPER.readTree(column(project, "state")).path("time").isTextual());
        exec("nohup sleep 1000 >/dev/null 2>&1 & echo $! > pid");
        exec("kill -0 $(cat pid)");
        set(ada, "projects", "project_id", project, "action_request", map("action", "restart", "time", "1"))
                .body("error", is((Object) null));
        assertEquals("running", state());
        event(ada, "project_exec", "project_id", project, "command", "kill -0 $(cat pid)", "bash", true)
                .body("event", is("error"));
        set(ada, "projects", "project_id", project, "action_request", map("action", "stop", "time", "2"));
        assertEquals("opened", state());
        assertEquals(
                "stop",
                Json.MAPPER
                        .readTree(column(project, "action_request"))
                        .path("action")
                        .asText());
        set(ada, "projects", "project_id", project, "action_request", map("action", "start", "time", "3"));
        assertEquals("running", state());
        route(ada, "projects/stop", "project_id", project).body("status", is("ok"));
        route(ada, "projects/stop", "project_id", project).body("status", is("ok"));
        assertEquals("opened", state());
    }

    @Test
    void aCommandThatAStopHasCutOffIsNoSuccess() throws Exception {
        start();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var cutOff = threads.submit(() -> event(
                    ada, "project_exec", "project_id", project, "command", "touch begun; sleep 1000", "bash", true));
            exec("until [ -e begun ]; do sleep 0.1; done");
            route(ada, "projects/stop", "project_id", project).body("status", is("ok"));
            cutOff.get().body("event", is("error")).body("error", containsString("stopped"));
        }
        assertEquals("opened", state());
    }

    @Test
    void aProjectThatNobodyUsesStopsAfterItsTime() throws Exception {
        start();
        setQuotas("idle_timeout", 0);
        awaitState("opened");
        assertEquals(ProjectRuntime.State.STOPPED, runtime.state(UUID.fromString(project)));
    }

    @Test
    void useAndRunningCommandsKeepAProjectAlive() throws Exception {
        setQuotas("idle_timeout", 1);
        exec("sleep 4");
        assertEquals("running", state());
        var end = Instant.now().plus(Duration.ofSeconds(4));
        exec("touch /tmp/same-life");
        while (Instant.now().isBefore(end)) {
            exec("[ -e /tmp/same-life ]; sleep 0.2");
        }
        awaitState("opened");
    }

    @Test
    void aProjectThatIsAlwaysToRunIsStartedAndStartedAgain() throws Exception {
        setQuotas("always_running", true, "idle_timeout", 0);
        awaitState("running");
        exec("touch /tmp/first-life");
        runtime.stop(UUID.fromString(project));
        await().atMost(60, SECONDS)
                .until(() -> state().equals("running")
                        && runtime.state(UUID.fromString(project)) == ProjectRuntime.State.RUNNING);
        route(ada, "projects/delete", "project_id", project).body("status", is("ok"));
        assertEquals("opened", state());
        assertEquals("0", ask("select count(*)::text from leases where project_id = ?::uuid", project));
        setQuotas("always_running", false);
    }

    @Test
    void upgradesOfPeopleCountAtTheNextStart() throws Exception {
        start();
        set(
                ada,
                "projects",
                "project_id",
                project,
                "users",
                map(ada.id().toString(), map("upgrades", map("cores", 1))));
        assertEquals(
                1,
                Json.MAPPER.readTree(column(project, "run_quota")).path("cores").intValue());
        set(ada, "projects", "project_id", project, "action_request", map("action", "restart", "time", "1"));
        assertEquals(
                2,
                Json.MAPPER.readTree(column(project, "run_quota")).path("cores").intValue());
    }

    @Test
    void quotasAreForAdministratorsAndWithinTheirLimits() throws Exception {
        var quotas = "projects/set-admin-quotas";
        route(TestCallers.nobody(), quotas, "project_id", project).body("error", is("must be signed in"));
        route(ada, quotas, "project_id", project).body("error", is("only admins can set project quotas"));
        var admin = somebody().admin();
        route(admin, quotas, "project_id", "x").body("error", is("project_id must be a valid uuid"));
        route(admin, quotas, "project_id", UUID.randomUUID()).body("error", startsWith("there is no project"));
        route(admin, quotas, "project_id", project, "memory_limit", -1)
                .body("error", is("memory_limit must be between 0 and 262144"));
        route(admin, quotas, "project_id", project, "cpu_limit", 1e9)
                .body("error", is("cpu_limit must be between 0 and 64"));
        route(admin, quotas, "project_id", project, "internet", "perhaps")
                .body("error", startsWith("property 'internet'"));
        setQuotas("cpu_request", 0.5, "internet", true, "memory_limit", 512.5);
        setQuotas("member_host", false);
        assertEquals(
                Json.MAPPER.readTree("{\"cpu_shares\": 512, \"network\": 1, \"memory\": 512.5, \"member_host\": 0}"),
                Json.MAPPER.readTree(column(project, "settings")));
    }
}
