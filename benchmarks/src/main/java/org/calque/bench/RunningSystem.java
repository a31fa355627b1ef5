package org.calque.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.calque.embedded.Ledger;

/// The system that is measured, as its gateway and its folder show it.
final class RunningSystem {
    static final String ERROR = "\"event\":\"error\"";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANAGEMENT_OFFSET = 10;
    private static final int POSTGRES_OFFSET = 20;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final int port;
    private final String key;

    /// @param home `CALQUE_HOME` of the system
    /// @param port of its gateway
    RunningSystem(Path home, int port) throws IOException {
        this.home = home;
        this.port = port;
        this.key = Files.readString(home.resolve("api-key")).strip();
    }

    int port() {
        return port;
    }

    Path home() {
        return home;
    }

    Path homeOf(String project) {
        return home.resolve("projects").resolve(project);
    }

    /// The parts that run, by name.
    Map<String, ProcessHandle> processes() throws IOException {
        return new Ledger(home.resolve("run/processes")).alive();
    }

    /// What one service keeps in the database of this system, when that is the embedded one.
    Optional<Database> database(String service) throws IOException {
        var password = home.resolve("secrets/database-" + service);
        return System.getenv("CALQUE_DATABASE_URL") == null && Files.isReadable(password)
                ? Optional.of(new Database(
                        "jdbc:postgresql://127.0.0.1:" + (port + POSTGRES_OFFSET) + "/calque",
                        "calque_" + service,
                        Files.readString(password).strip()))
                : Optional.empty();
    }

    /// What the gateway has counted since its start.
    GatewayMetrics metrics() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + (port + MANAGEMENT_OFFSET) + "/q/metrics"))
                .header("Accept", "text/plain")
                .build();
        return GatewayMetrics.read(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /// A load of the same call with many keys in turn.
    Generator load(String event, int connections, String body, List<String> keys) {
        var requests = keys.stream()
                .flatMap(it -> Target.post(port, "/api/v1/" + event, it, List.of(body), ERROR).requests().stream())
                .toList();
        return new Generator(new Target(port, requests, ERROR), connections);
    }

    /// A load on one event.
    Generator load(String event, int connections, String... bodies) {
        return new Generator(Target.post(port, "/api/v1/" + event, key, List.of(bodies), ERROR), connections);
    }

    /// The same load on another server, which knows no error.
    Generator load(Nginx peer, String event, int connections, String... bodies) {
        return new Generator(Target.post(peer.port(), "/api/v1/" + event, key, List.of(bodies), ERROR), connections);
    }

    /// One call, which must succeed.
    JsonNode ask(String path, String body) throws IOException, InterruptedException {
        var text = text(path, body);
        var answer = JSON.readTree(text);
        if (answer.has("error") || answer.path("event").asText().equals("error")) {
            throw new IOException(path + " answered " + text);
        }
        return answer;
    }

    /// The bytes of an answer, for a peer to repeat.
    String text(String path, String body) throws IOException, InterruptedException {
        return send(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// A stream of the system, to be closed.
    InputStream open(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path, HttpRequest.newBuilder()), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered with status " + answer.statusCode());
        }
        return answer.body();
    }

    private String send(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request(path, request), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpRequest request(String path, HttpRequest.Builder request) {
        var basic = Base64.getEncoder().encodeToString((key + ":").getBytes());
        return request.uri(URI.create("http://127.0.0.1:" + port + "/api/" + path))
                .header("Authorization", "Basic " + basic)
                .build();
    }

    String makeProject(String title) throws IOException, InterruptedException {
        return ask("v1/create_project", "{\"title\":\"" + title + "\"}")
                .path("project_id")
                .asText();
    }

    String exec(String project, String script) throws IOException, InterruptedException {
        var request = JSON.createObjectNode()
                .put("project_id", project)
                .put("command", script)
                .put("bash", true)
                .put("timeout", 60);
        return ask("v1/project_exec", request.toString()).path("stdout").asText();
    }

    void delete(String project) throws IOException, InterruptedException {
        ask("v2/projects/stop", "{\"project_id\":\"" + project + "\"}");
        ask("v2/projects/delete", "{\"project_id\":\"" + project + "\"}");
    }
}
