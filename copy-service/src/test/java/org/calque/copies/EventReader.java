package org.calque.copies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.calque.kit.EventStream;
import org.calque.kit.testing.TestCallers.TestCaller;

/// Reads the stream of events of copies as clients do.
final class EventReader implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BufferedReader lines;
    private String lastId;

    /// One event.
    record Told(String id, String type, JsonNode data) {
        String copy() {
            return data.path("copy_id").asText();
        }
    }

    private EventReader(InputStream body) {
        lines = new BufferedReader(new InputStreamReader(body, UTF_8));
    }

    /// @param query  as in `?copy_id=…`; empty for none
    /// @param lastId null for none
    static EventReader follow(TestCaller caller, String query, String lastId) throws IOException, InterruptedException {
        var response = send(caller, query, lastId);
        assertEquals(200, response.statusCode());
        assertEquals(
                EventStream.TYPE, response.headers().firstValue("Content-Type").orElse(""));
        return new EventReader(response.body());
    }

    static HttpResponse<InputStream> send(TestCaller caller, String query, String lastId)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/streams/copies/events" + query))
                .header("Authorization", caller.bearer());
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /// The next event that is to be dispatched; null at the end.
    Told next() throws IOException {
        String type = null;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                lastId = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Told(lastId, type, EventStream.read(line.substring(6)));
            }
        }
        return null;
    }

    List<Told> next(int count) throws IOException {
        var told = new ArrayList<Told>();
        while (told.size() < count) {
            told.add(next());
        }
        return told;
    }

    /// Where the stream began, before anything is told.
    String position() throws IOException {
        return lines.readLine().substring("id: ".length());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
