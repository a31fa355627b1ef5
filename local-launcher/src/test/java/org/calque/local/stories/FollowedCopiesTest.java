package org.calque.local.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Copies that are followed through the gateway, left alone for a while, and followed again.
@Timeout(120)
class FollowedCopiesTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static Person ada;
    private static Person grace;

    @BeforeAll
    static void twoPeople() {
        var system = RunningSystem.shared();
        var world = new World(system.baseUrl(), system.adminKey());
        ada = world.ada;
        grace = world.grace;
    }

    private record Told(String id, String type, JsonNode data) {}

    @Test
    void whoComesBackHearsWhatHappenedMeanwhileAndNobodyHearsOfOthers() throws IOException, InterruptedException {
        String last;
        try (var events = follow(ada, null)) {
            var first = copy(ada, "2099-01-02T03:04:05Z");
            var told = next(events);
            assertEquals("copy.requested " + first, told.type() + " " + copyOf(told));
            last = told.id();
        }
        var meanwhile = copy(ada, "2099-01-02T03:04:05Z");
        var hers = copy(grace, "2099-01-02T03:04:05Z");
        try (var events = follow(ada, last);
                var others = follow(grace, "0")) {
            assertEquals(meanwhile, copyOf(next(events)));
            assertEquals(hers, copyOf(next(others)));
            var now = copy(ada, null);
            for (var type : List.of("copy.queued", "copy.started", "copy.failed")) {
                var told = next(events);
                assertEquals(type + " " + now, told.type() + " " + copyOf(told), told.data()::toString);
            }
        }
    }

    private static String copy(Person person, String scheduled) {
        return person.client()
                .call(
                        "copy_path_between_projects",
                        "src_project_id",
                        person.projectId(),
                        "src_path",
                        "no such file",
                        "target_project_id",
                        person.projectId(),
                        "target_path",
                        "copied",
                        "scheduled",
                        scheduled)
                .expect("copy_path_between_projects_response")
                .text("copy_path_id");
    }

    private static String copyOf(Told told) {
        return told.data().path("copy_id").asText();
    }

    private static BufferedReader follow(Person person, String last) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(person.client().baseUrl() + "/api/v2/copies/events"))
                .header("Authorization", "Bearer " + person.client().key());
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        return new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
    }

    private static Told next(BufferedReader events) throws IOException {
        String id = null;
        String type = null;
        for (var line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Told(id, type, Client.JSON.readTree(line.substring(6)));
            }
        }
        throw new IOException("the stream ended");
    }
}
