package org.calque.local.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// API v2 of a system, called with an administrator's key: the one of this machine, or the one that the environment
/// names.
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECT_MS = 10_000;
    private static final int ANSWER_MS = 900_000;
    private static final String DEFAULT_PORT = "8080";

    private final String url;
    private final String key;

    private Api(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /// @param environment `CALQUE_URL` with `CALQUE_API_KEY`, or `CALQUE_PORT` of the system on this machine
    /// @param keyFile     where that system's key is; it is never sent to another one
    static Api of(Map<String, String> environment, Path keyFile) {
        var url = given(environment, "CALQUE_URL");
        var key = given(environment, "CALQUE_API_KEY");
        if (url.isPresent() && key.isEmpty()) {
            throw new Failure(Failure.USAGE, "CALQUE_URL needs CALQUE_API_KEY, an administrator's key for that system");
        }
        var port = given(environment, "CALQUE_PORT").orElse(DEFAULT_PORT);
        return new Api(
                url.orElse("http://127.0.0.1:" + port).replaceAll("/+$", ""), key.orElseGet(() -> keyIn(keyFile)));
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String keyIn(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new Failure(Failure.REFUSED, "there is no key in " + file + " yet: ./calque up");
        }
    }

    /// The answer to a call; what it refuses is a failure in its words.
    JsonNode call(String path, Map<String, ?> parameters) {
        try {
            var connection = open(path);
            try (var out = connection.getOutputStream()) {
                out.write(JSON.writeValueAsBytes(parameters));
            }
            var status = connection.getResponseCode();
            try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return unlessRefused(status, in == null ? "" : new String(in.readAllBytes(), UTF_8));
            }
        } catch (IllegalArgumentException unfit) {
            throw new Failure(Failure.USAGE, "CALQUE_URL is no address: " + url);
        } catch (IOException silent) {
            throw new Failure(Failure.REFUSED, "nothing answers at " + url + " (" + silent.getMessage() + ")");
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        var connection =
                (HttpURLConnection) URI.create(url + "/api/v2/" + path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MS);
        connection.setReadTimeout(ANSWER_MS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Authorization", "Bearer " + key);
        connection.setDoOutput(true);
        return connection;
    }

    private JsonNode unlessRefused(int status, String body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JsonProcessingException unreadable) {
            throw new Failure(Failure.REFUSED, url + " does not answer as Calque does (status " + status + ")");
        }
        if (answer.path("error").isTextual()) {
            throw new Failure(Failure.REFUSED, answer.path("error").textValue());
        }
        if (status != 200) {
            throw new Failure(Failure.REFUSED, url + " answers with status " + status);
        }
        return answer;
    }
}
