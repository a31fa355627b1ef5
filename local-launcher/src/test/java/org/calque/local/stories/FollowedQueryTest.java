package org.calque.local.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A query that is followed through the gateway, driven by real facts.
@Timeout(120)
class FollowedQueryTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String PROJECTS = "{\"projects_all\":[{\"project_id\":null,\"title\":null}]}";
    private static Person ada;
    private static Person grace;

    @BeforeAll
    static void twoPeopleMeet() {
        var system = RunningSystem.shared();
        var world = new World(system.baseUrl(), system.adminKey());
        ada = world.ada;
        grace = world.grace;
    }

    @Test
    void changesOfASharedProjectAreToldUntilItIsSharedNoMore() throws IOException, InterruptedException {
        try (var followed = follow(grace, PROJECTS)) {
            assertEquals(1, next(followed, "snapshot").path("projects_all").size());

            people("add");
            assertEquals(
                    "insert", changeOf(ada.projectId(), followed).path("action").asText());

            query(ada, "projects", "{\"project_id\":\"" + ada.projectId() + "\",\"title\":\"for both\"}");
            assertEquals(
                    "for both",
                    changeOf(ada.projectId(), followed).at("/new_val/title").asText());

            people("remove");
            var gone = next(followed, "change");
            assertEquals("delete", gone.path("action").asText());
            assertEquals(ada.projectId(), gone.at("/old_val/project_id").asText());

            query(ada, "projects", "{\"project_id\":\"" + ada.projectId() + "\",\"title\":\"for me\"}");
            query(grace, "projects", "{\"project_id\":\"" + grace.projectId() + "\",\"title\":\"hers\"}");
            assertEquals("hers", next(followed, "change").at("/new_val/title").asText(), "nothing was told in between");
        }
    }

    @Test
    void settingsAndPublicPathsAreFollowedToo() throws IOException, InterruptedException {
        try (var account = follow(ada, "{\"accounts\":[{\"account_id\":null,\"font_size\":null}]}");
                var paths = follow(
                        ada,
                        "{\"public_paths\":[{\"id\":null,\"project_id\":\"" + ada.projectId()
                                + "\",\"path\":null}]}")) {
            next(account, "snapshot");
            next(paths, "snapshot");
            query(ada, "accounts", "{\"font_size\":19}");
            assertEquals(19, next(account, "change").at("/new_val/font_size").asInt());
            query(ada, "public_paths", "{\"project_id\":\"" + ada.projectId() + "\",\"path\":\"shown\"}");
            assertEquals("shown", next(paths, "change").at("/new_val/path").asText());
        }
    }

    private static void people(String deed) {
        var answer = ada.client()
                .v2("projects/collaborators/" + deed, "project_id", ada.projectId(), "account_id", grace.accountId());
        assertTrue(answer.json().path("error").isMissingNode(), answer.body());
    }

    private static void query(Person person, String table, String fields) throws IOException {
        person.client()
                .call("query", "query", Client.object(table, Client.JSON.readTree(fields)))
                .expect("query");
    }

    private static BufferedReader follow(Person person, String query) throws IOException, InterruptedException {
        var uri = person.client().baseUrl() + "/api/v2/user-query/changes?query=" + URLEncoder.encode(query, UTF_8);
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(uri))
                        .header("Authorization", "Bearer " + person.client().key())
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        assertEquals(
                List.of("text/event-stream; charset=utf-8"), answer.headers().allValues("Content-Type"));
        return new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
    }

    /// Other columns of a project may change by themselves: those events are passed over.
    private static JsonNode changeOf(String project, BufferedReader followed) throws IOException {
        var change = next(followed, "change");
        while (!project.equals(change.at("/new_val/project_id").asText())) {
            change = next(followed, "change");
        }
        return change;
    }

    private static JsonNode next(BufferedReader followed, String name) throws IOException {
        var line = followed.readLine();
        while (line != null && !line.startsWith("event: ")) {
            line = followed.readLine();
        }
        assertEquals("event: " + name, line);
        return Client.JSON.readTree(followed.readLine().substring("data: ".length()));
    }
}
