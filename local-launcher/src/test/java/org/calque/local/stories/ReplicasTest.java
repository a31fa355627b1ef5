package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.calque.local.RunningSystem;
import org.calque.local.SecondGateway;
import org.calque.local.SecondProjects;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two replicas of projects-service, each behind a gateway of its own: a project runs at one of them, and is reached
/// through both.
class ReplicasTest {
    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final int MEBIBYTE = 1 << 20;

    private static RunningSystem system;
    private static SecondProjects secondProjects;
    private static SecondGateway secondGateway;
    private static Person ada;
    private static Person grace;
    private static Client first;
    private static Client second;

    @BeforeAll
    static void twoReplicas() throws Exception {
        system = RunningSystem.shared();
        secondProjects = new SecondProjects(system, LEASE);
        secondGateway = new SecondGateway(system, secondProjects);
        var world = new World(system.baseUrl(), system.adminKey());
        ada = world.ada;
        grace = world.grace;
        first = ada.client();
        second = atTheSecond(ada);
    }

    @AfterAll
    static void end() throws Exception {
        secondGateway.close();
        secondProjects.close();
    }

    private static Client atTheSecond(Person person) {
        return new Client(secondGateway.baseUrl(), person.client().key());
    }

    private static String run(Client at, String project, String script) {
        return at.call("project_exec", "project_id", project, "command", script, "bash", true)
                .expect("project_exec_output")
                .text("stdout")
                .strip();
    }

    /// Tells one life of the project from the next: a mark in its `/tmp`, which ends with it. Numbers of namespaces
    /// would
    /// not do, since the kernel uses them again.
    private static String life(Client at, String project) {
        return run(at, project, "[ -e /tmp/mark ] || echo $RANDOM$RANDOM$RANDOM > /tmp/mark; cat /tmp/mark");
    }

    private static String state(String project) {
        return ProjectsChaosTest.state(first, project);
    }

    @Test
    void aProcessThatWasStartedByWayOfOneIsSeenByWayOfTheOther() {
        var project = ada.project("at the second");
        var inside = life(second, project);
        run(second, project, "nohup sleep 1000 >/dev/null 2>&1 &");
        assertEquals("running", state(project));
        assertEquals(inside, life(first, project));
        assertEquals("1", run(first, project, "pgrep -c -f 'sleep 1000'"));
        var v2 = first.v2("exec", "project_id", project, "command", "pgrep -c -f 'sleep 1000'", "bash", true);
        assertEquals("1", v2.text("stdout").strip(), v2.body());

        assertEquals("ok", first.v2("projects/stop", "project_id", project).text("status"));
        assertEquals("opened", state(project));
        var elsewhere = life(first, project);
        assertNotEquals(inside, elsewhere);
        assertEquals(elsewhere, life(second, project));
    }

    @Test
    void whatIsPassedOnArrivesWholeInBothDirections() {
        var project = ada.project("passed on");
        assertEquals("ok", second.v2("projects/start", "project_id", project).text("status"));
        var script = "cat >/dev/null <<'END'\n" + "x".repeat(MEBIBYTE) + "\nEND\nhead -c " + MEBIBYTE
                + " /dev/zero | tr '\\0' y";
        assertEquals("y".repeat(MEBIBYTE), run(first, project, script));
        var failed =
                first.call("project_exec", "project_id", project, "command", "exit 3", "bash", true, "id", "seven");
        assertEquals("error", failed.event(), failed.body());
        assertEquals("seven", failed.text("id"));
    }

    @Test
    void anActionThatIsAskedForByAQueryReachesTheReplicaThatHasTheProject() {
        var project = ada.project("restarted");
        var before = life(second, project);
        first.call(
                        "query",
                        "query",
                        Client.object(
                                "projects",
                                java.util.Map.of(
                                        "project_id",
                                        project,
                                        "action_request",
                                        java.util.Map.of("action", "restart", "time", "2026-11-28T00:00:00.000Z"))))
                .expect("query");
        assertEquals("running", state(project));
        assertNotEquals(before, life(first, project));
        assertEquals("ok", first.v2("projects/delete", "project_id", project).text("status"));
        assertTrue(second.v2("exec", "project_id", project, "command", "true")
                .error()
                .contains("deleted"));
    }

    @Test
    void aJobThatRunsAtOneIsFollowedAndEndedByWayOfTheOther() throws Exception {
        var project = ada.project("jobs at the second");
        var job = second.v2("exec", "project_id", project, "async_call", true, "command", "echo here; sleep 1000")
                .text("job_id");
        var followed = URI.create(first.baseUrl() + "/api/v2/exec/follow?project_id=" + project + "&job_id=" + job);
        try (var http = HttpClient.newHttpClient()) {
            var stream = http.send(
                    HttpRequest.newBuilder(followed)
                            .header("Authorization", "Bearer " + first.key())
                            .build(),
                    BodyHandlers.ofLines());
            assertEquals(200, stream.statusCode());
            var seen = stream.body().iterator();
            var line = seen.next();
            while (!line.contains("here")) {
                line = seen.next();
            }
            var ended = first.v2("exec/cancel", "project_id", project, "job_id", job);
            assertEquals("here\n", ended.text("stdout"), ended.body());
            while (!line.equals("event: end")) {
                line = seen.next();
            }
        }
    }

    @Test
    void strangersAreRefusedAtBothWhereverTheProjectRuns() {
        var project = ada.project("not grace's");
        run(second, project, "true");
        for (var client : new Client[] {grace.client(), atTheSecond(grace)}) {
            assertEquals(
                    "user must be a collaborator on the project",
                    client.v2("exec", "project_id", project, "command", "true").error());
            assertEquals(
                    "must be a collaborator to stop project",
                    client.v2("projects/stop", "project_id", project).error());
        }
        assertEquals("running", state(project));
    }

    @Test
    void afterAKillTheOtherReplicaTakesOverWhenTheLeaseHasEnded() throws Exception {
        try (var doomed = new SecondProjects(system, LEASE);
                var gateway = new SecondGateway(system, doomed)) {
            var project = ada.project("orphan");
            var atTheDoomed = new Client(gateway.baseUrl(), first.key());
            var before = life(atTheDoomed, project);
            run(atTheDoomed, project, "echo kept > file; nohup sleep 1000 >/dev/null 2>&1 &");
            assertEquals(before, life(first, project));
            doomed.kill();
            assertNotEquals(before, life(first, project));
            assertEquals("kept", run(second, project, "cat file; pgrep -f 'sleep 1000' || true"));
            assertEquals("running", state(project));
        }
    }
}
