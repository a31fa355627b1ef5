package org.calque.local.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;

/// A client of the API as course tools write it: nothing but HTTP, a key and JSON.
public record Client(String baseUrl, String key) {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /// What came back.
    public record Reply(int status, String contentType, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException notJson) {
                throw new AssertionError("not JSON: " + status + " " + body, notJson);
            }
        }

        /// JSON where it is that, else the text of the body.
        JsonNode content() {
            return contentType.matches("application/(problem\\+)?json.*")
                    ? json()
                    : JSON.getNodeFactory().textNode(body);
        }

        public String event() {
            return json().path("event").asText();
        }

        public String error() {
            return json().path("error").asText();
        }

        public String text(String field) {
            return json().path(field).asText();
        }

        /// This reply, if it is of that event; else a failure that shows what came instead.
        public Reply expect(String event) {
            if (!event.equals(event())) {
                throw new AssertionError("expected " + event + " but got " + status + " " + body);
            }
            return this;
        }
    }

    /// Calls an event of API v1.
    ///
    /// @param options names and values, in turn
    public Reply call(String event, Object... options) {
        return post("/api/v1/" + event, "application/json", json(options));
    }

    /// Calls a path of API v2.
    public Reply v2(String path, Object... parameters) {
        return post("/api/v2/" + path, "application/json", json(parameters));
    }

    public Reply post(String path, String contentType, String body) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofMinutes(5))
                .POST(BodyPublishers.ofString(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        SeenSecrets.rememberAllIn(path, body);
        return send(path, request);
    }

    public Reply get(String path) {
        return send(path, HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(30)));
    }

    /// Calls a stream of API v2, without content.
    ///
    /// @param query a JSON object of what stands in the query
    Reply stream(String method, String path, String query) {
        return stream(method, path, query, new byte[0]);
    }

    /// The same with content, where the method has some.
    Reply stream(String method, String path, String query, byte[] content) {
        try {
            var request = HttpRequest.newBuilder(withQuery(path, JSON.readTree(query)))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/octet-stream")
                    .method(
                            method,
                            method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content));
            return send(path, request);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /// The first events of a stream as a list of objects with `event` and `data`; fewer when it ends before. A refusal
    /// is what it is.
    ///
    /// @param most how many to wait for
    Reply events(String path, JsonNode query, int most) {
        var request = HttpRequest.newBuilder(withQuery(path, query)).timeout(Duration.ofSeconds(30));
        try {
            var answer = HTTP.send(signed(request).build(), BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                if (answer.statusCode() != 200) {
                    return new Reply(answer.statusCode(), "application/json", lines.readAllAsString());
                }
                var events = JSON.createArrayNode();
                var name = "";
                while (events.size() < most) {
                    var line = lines.readLine();
                    if (line == null) {
                        break;
                    }
                    if (line.startsWith("event: ")) {
                        name = line.substring("event: ".length());
                    } else if (line.startsWith("data: ")) {
                        var data = JSON.readTree(line.substring("data: ".length()));
                        events.addObject().put("event", name).set("data", data);
                    }
                }
                return new Reply(200, "application/json", events.toString());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private URI withQuery(String path, JsonNode query) {
        var fields = new StringJoiner("&", "?", "");
        query.properties()
                .forEach(it -> fields.add(it.getKey() + "="
                        + URLEncoder.encode(
                                it.getValue().isContainerNode()
                                        ? it.getValue().toString()
                                        : it.getValue().asText(),
                                StandardCharsets.UTF_8)));
        return URI.create(baseUrl + path + fields);
    }

    public Client withKey(String other) {
        return new Client(baseUrl, other);
    }

    private HttpRequest.Builder signed(HttpRequest.Builder request) {
        if (key != null) {
            SeenSecrets.remember(SeenSecrets.Kind.KEY, key);
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    private Reply send(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(signed(request).build(), BodyHandlers.ofString());
            SeenSecrets.rememberAllIn(path, answer.body());
            SeenSecrets.rememberCookies(answer.headers().allValues("Set-Cookie"));
            return new Reply(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String json(Object... namesAndValues) {
        var object = JSON.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set((String) namesAndValues[i], JSON.valueToTree(plain(namesAndValues[i + 1])));
        }
        return object.toString();
    }

    private static Object plain(Object value) {
        return value instanceof UUID id ? id.toString() : value;
    }

    /// A row of options for a nested object.
    static Map<String, Object> object(String name, Object value) {
        var map = new java.util.LinkedHashMap<String, Object>();
        map.put(name, value);
        return map;
    }
}
