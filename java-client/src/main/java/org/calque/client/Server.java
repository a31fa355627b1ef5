package org.calque.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Requests with a key, and the repetition of those that may be repeated.
final class Server {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Map<String, String> NO_HEADERS = Map.of();
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    private static final int SHOWN = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();
    private final String api;
    private final String authorization;
    private final Duration timeout;
    private final int attempts;

    Server(URI url, String key, Duration timeout, int attempts) {
        this.api = url.toString().replaceAll("/+$", "") + "/api/";
        this.authorization = key == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        this.timeout = timeout;
        this.attempts = attempts;
    }

    /// Sends JSON and returns the decoded answer.
    ///
    /// @param safe it may be sent again when no answer comes
    JsonNode ask(String path, Map<String, ?> parameters, boolean safe, Map<String, String> headers, Duration longest) {
        var request = request(path, headers).timeout(longest.plus(timeout));
        request.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(encoded(parameters)));
        return repeated(safe, () -> {
            var response = send(request.build(), BodyHandlers.ofByteArray());
            return decoded(response.statusCode(), response.body());
        });
    }

    /// Asks for a stream of bytes, which the caller closes.
    HttpResponse<InputStream> open(String path, Map<String, String> query, Map<String, String> headers) {
        return send(request(path + "?" + form(query), headers).GET().build(), BodyHandlers.ofInputStream());
    }

    /// Sends a stream of bytes.
    JsonNode put(String path, Map<String, String> query, BodyPublisher body) {
        var request = request(path + "?" + form(query), NO_HEADERS)
                .header("Content-Type", "application/octet-stream")
                .PUT(body)
                .build();
        var response = send(request, BodyHandlers.ofByteArray());
        return decoded(response.statusCode(), response.body());
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(api + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        headers.forEach(request::header);
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new Unreachable(request.method() + " " + request.uri().getPath() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted", e);
        }
    }

    private JsonNode repeated(boolean safe, Supplier<JsonNode> call) {
        for (var attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (Unreachable failure) {
                if (!safe || attempt >= attempts || Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
            } catch (Refused refusal) {
                // Nothing has been done yet when a server says so, whatever was asked for.
                if (refusal.status() != 429 && refusal.status() != 503 || attempt >= attempts) {
                    throw refusal;
                }
            }
            pause(attempt);
        }
    }

    /// Waits after so many attempts: twice as long each time, and never the same for two clients.
    static void pause(int attempt) {
        var longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
        pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest)));
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted", e);
        }
    }

    private static String form(Map<String, String> query) {
        return query.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static byte[] encoded(Map<String, ?> parameters) {
        try {
            return JSON.writeValueAsBytes(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a parameter cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// The answer in these bytes. An answer that says `error`, in any of the API's ways, is thrown.
    static JsonNode decoded(int status, byte[] body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException e) {
            var text = new String(body, StandardCharsets.UTF_8);
            throw new Refused(
                    "status " + status + ": " + text.substring(0, Math.min(text.length(), SHOWN)),
                    status,
                    MissingNode.getInstance());
        }
        var error = answer.path("error").asText("");
        if (!error.isEmpty()) {
            throw new Refused(error, status, answer);
        }
        if (status >= 400) {
            throw new Refused("status " + status, status, answer);
        }
        return answer;
    }
}
