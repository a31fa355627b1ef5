package org.calque.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.calque.query.Rows.ada;
import static org.calque.query.Rows.grace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.calque.kit.EventStream;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.messages.Fact.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Queries that are followed.
@QuarkusTest
@Timeout(60)
class FeedTest extends QueryTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String MINE = "{'projects_all':[{'project_id':null,'title':null}]}";
    private static final String ONE = "{'projects_all':[{'project_id':'<ADAS>','title':null}]}";

    @Inject
    Feeds feeds;

    private final List<Following> open = new ArrayList<>();

    @AfterEach
    void leaveAll() throws IOException {
        for (var following : open) {
            following.lines.close();
        }
        var patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (feeds.count() > 0 && System.nanoTime() < patience) {
            LockSupport.parkNanos(10_000_000);
        }
        assertEquals(0, feeds.count(), "a stream whose client has left is closed");
    }

    @Test
    void whatIsThereIsToldFirstAndThenWhatChanges() throws IOException {
        var following = follow(ada(), MINE, null);
        var snapshot = following.next();
        assertEquals("snapshot", snapshot.name());
        assertEquals(2, snapshot.data().path("projects_all").size());

        change("update api_projects set title = 'new' where project_id = '%s'".formatted(Rows.ADAS));
        var update = following.next();
        assertEquals(
                json(filled("{'action':'update','new_val':{'project_id':'<ADAS>','title':'new'}}")), update.data());
        assertNotEquals(snapshot.id(), update.id());

        change("insert into api_members values ('%s', '%s', 'collaborator')".formatted(Rows.NOBODYS, Rows.ADA));
        var insert = following.next();
        assertEquals("insert", insert.data().path("action").asText());
        assertEquals("left", insert.data().at("/new_val/title").asText());
    }

    @Test
    void whoIsTakenOffAProjectIsToldSoAndNothingMore() throws IOException {
        var all = follow(ada(), MINE, null);
        var one = follow(ada(), ONE, null);
        all.next();
        one.next();
        change(
                "delete from api_members where project_id = '%1$s'; update api_projects set title = 'secret' where project_id = '%1$s'"
                        .formatted(Rows.ADAS));
        assertEquals(
                json(filled("{'action':'delete','old_val':{'project_id':'<ADAS>'}}")),
                all.next().data());
        var error = one.next();
        assertEquals("error", error.name());
        assertTrue(error.data().path("error").asText().startsWith("FATAL: you do not have read access"));
        assertNull(one.next(), "the stream has ended");
    }

    @Test
    void nothingOfOthersProjectsIsTold() throws IOException {
        var following = follow(ada(), MINE, null);
        following.next();
        change("update api_projects set title = 'hers' where project_id = '%s'".formatted(Rows.GRACES));
        feeds.tell(Topic.PROJECTS, Rows.GRACES.toString());
        change("update api_projects set title = 'mine' where project_id = '%s'".formatted(Rows.ADAS));
        assertEquals("mine", following.next().data().at("/new_val/title").asText());
    }

    @Test
    void whoComesBackWithTheLastIdIsToldOnlyWhatIsNew() throws IOException {
        var first = follow(ada(), MINE, null);
        var id = first.next().id();
        first.lines.close();
        var again = follow(ada(), MINE, id);
        change("update api_projects set title = 'later' where project_id = '%s'".formatted(Rows.ADAS));
        assertEquals("later", again.next().data().at("/new_val/title").asText());
        again.lines.close();
        assertEquals("snapshot", follow(ada(), MINE, id).next().name());
    }

    @Test
    void aQueryThatWantsOnlyChangesGetsNoSnapshot() throws IOException {
        var uri = "&options=" + encoded("[{'only_changes':true},{'limit':5}]");
        var following = follow(ada(), MINE, null, uri);
        following.comment();
        change("update api_projects set title = 'changed' where project_id = '%s'".formatted(Rows.ADAS));
        assertEquals("change", following.next().name());
    }

    @Test
    void aStreamThatHasNothingToTellSaysThatItIsThere() throws IOException {
        var following = follow(ada(), MINE, null);
        following.next();
        assertEquals(": still here", following.comment());
    }

    @Test
    void noAccountHasMoreStreamsThanItMay() throws IOException {
        follow(ada(), MINE, null).next();
        follow(ada(), MINE, null).next();
        var refused = send(ada(), MINE, null, "");
        assertEquals(429, refused.statusCode());
        assertTrue(text(refused).contains("query.feeds.max-per-caller"));
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
        follow(grace(), MINE, null).next();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                         | 400 | the parameter 'query' is not JSON",
                "5                                         | 400 | FATAL: invalid user_query of 'undefined'",
                "[]                                        | 400 | FATAL: changefeeds only implemented for single table",
                "{'projects':{'project_id':null}}          | 400 | FATAL: changefeeds only implemented for multi-document queries",
                "{'projects':[{'project_id':'<ADAS>'}]}    | 400 | FATAL: changefeeds only for read queries",
                "{'projects':[{'title':null}]}             | 400 | FATAL: changefeed MUST include primary key",
                "{'projects':[{'project_id':'<GRACES>','title':null}]} | 403 | FATAL: you do not have read access to this project",
                "{'crm_projects':[{'project_id':null}]}    | 403 | FATAL: user must be an admin",
            })
    void whatCannotBeFollowedIsRefused(String query, int status, String words) throws IOException {
        var refused = send(ada(), query, null, "");
        var text = text(refused);
        assertEquals(status, refused.statusCode(), text);
        assertTrue(text.startsWith("{\"error\":\"" + words), text);
    }

    @Test
    void aKeyWithoutTheScopeAndNobodyAreRefused() throws IOException {
        assertEquals(403, send(ada().withScopes("write"), MINE, null, "").statusCode());
        assertEquals(403, send(TestCallers.nobody(), MINE, null, "").statusCode());
    }

    private static void change(String sql, Feeds feeds) {
        PublishedViews.run("projects", sql);
        feeds.tell(Topic.PROJECTS, Rows.ADAS.toString());
    }

    private void change(String sql) {
        change(sql, feeds);
    }

    private Following follow(TestCaller caller, String query, String lastId) throws IOException {
        return follow(caller, query, lastId, "");
    }

    private Following follow(TestCaller caller, String query, String lastId, String more) throws IOException {
        var response = send(caller, query, lastId, more);
        assertEquals(200, response.statusCode());
        assertEquals(
                "text/event-stream; charset=utf-8",
                response.headers().firstValue("Content-Type").orElse(""));
        var following = new Following(new BufferedReader(new InputStreamReader(response.body(), UTF_8)));
        open.add(following);
        return following;
    }

    private static HttpResponse<InputStream> send(TestCaller caller, String query, String lastId, String more)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port
                        + "/streams/user-query/changes?query=" + encoded(query) + more))
                .header("Authorization", caller.bearer());
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String encoded(String json) {
        return URLEncoder.encode(filled(json).replace('\'', '"'), UTF_8);
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        return new String(response.body().readAllBytes(), UTF_8);
    }

    private record Told(String id, String name, JsonNode data) {}

    private record Following(BufferedReader lines) {
        /// The next event; null at the end.
        Told next() throws IOException {
            String id = null;
            String name = null;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return new Told(id, name, EventStream.read(line.substring(6)));
                }
            }
            return null;
        }

        String comment() throws IOException {
            var line = lines.readLine();
            while (!line.startsWith(":")) {
                line = lines.readLine();
            }
            return line;
        }
    }
}
