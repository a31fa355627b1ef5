package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A command goes on beside the call that started it, whatever becomes of the services that told of it.
class JobsStoryTest {
    private static RunningSystem system;
    private static World world;
    private static Person ada;

    @BeforeAll
    static void oneAccount() {
        system = RunningSystem.shared();
        world = new World(system.baseUrl(), system.adminKey());
        ada = world.ada;
    }

    @Test
    void aJobOutlivesTheServicesThatStartedItAndLosesNothing() throws Exception {
        var project = ada.project("jobs");
        var job = start(project, "echo before; until [ -e go ]; do sleep 0.1; done; echo after; exit 7");
        system.kill("projects");
        system.kill("gateway");
        system.awaitReady();
        ada.client()
                .call("write_text_file_to_project", "project_id", project, "path", "go", "content", "")
                .expect("file_written_to_project");
        var ended = ada.client().v2("exec", "project_id", project, "async_get", job, "async_await", true);
        assertEquals("completed", ended.text("status"), ended.body());
        assertEquals("before\nafter\n", ended.text("stdout"));
        assertEquals(7, ended.json().path("exit_code").asInt());

        var rest = follow(ada, project, job, "7-0");
        assertEquals(200, rest.statusCode());
        assertTrue(rest.body().contains("{\"offset\":7,\"text\":\"after\\n\"}"), rest.body());
        assertFalse(rest.body().contains("before\\n\"}"), "what was seen is told again: " + rest.body());
        assertTrue(rest.body().contains("event: end"), rest.body());
    }

    @Test
    void nobodyElseSeesAJobOrFollowsIt() throws Exception {
        var project = ada.project("jobs of her own");
        var job = start(project, "echo secret");
        var grace = world.grace;
        assertEquals(
                "user must be a collaborator on the project",
                grace.client()
                        .v2("exec", "project_id", project, "async_get", job)
                        .error());
        assertEquals(403, follow(grace, project, job, null).statusCode());
        var graces = grace.project("hers");
        assertEquals(404, follow(grace, graces, job, null).statusCode());
    }

    private static String start(String project, String command) {
        return ada.client()
                .v2(
                        "exec",
                        "project_id",
                        project,
                        "async_call",
                        true,
                        "bash",
                        true,
                        "err_on_exit",
                        false,
                        "command",
                        command)
                .text("job_id");
    }

    /// Reads to the end, which comes with that of the job.
    private static HttpResponse<String> follow(Person person, String project, String job, String lastEventId)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(system.baseUrl() + "/api/v2/exec/follow?project_id=" + project + "&job_id=" + job))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + person.client().key());
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
