package org.calque.copies;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.calque.messages.Json;

/// Answers `/access` in the place of projects-service: the first digits of a project's id say what every account may
/// do to it, and a project may do all to itself.
public class FakeProjects implements QuarkusTestResourceLifecycleManager {
    private HttpServer server;

    static UUID writable() {
        return starting("aaaaaaaa");
    }

    static UUID readable() {
        return starting("bbbbbbbb");
    }

    static UUID foreign() {
        return starting("cccccccc");
    }

    private static UUID starting(String digits) {
        return UUID.fromString(digits + UUID.randomUUID().toString().substring(8));
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/access", FakeProjects::answer);
        server.start();
        return Map.of(
                "CALQUE_PROJECTS_URL", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange http) throws IOException {
        var token = http.getRequestHeaders().getFirst("Authorization").split("\\.")[1];
        var caller = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(token));
        var levels = Json.MAPPER.createObjectNode();
        for (JsonNode project :
                Json.MAPPER.readTree(http.getRequestBody().readAllBytes()).path("project_ids")) {
            levels.put(project.asText(), level(caller, project.asText()));
        }
        var body = Json.MAPPER.writeValueAsBytes(levels);
        http.sendResponseHeaders(200, body.length);
        try (var out = http.getResponseBody()) {
            out.write(body);
        }
    }

    private static String level(JsonNode caller, String project) {
        if (caller.path("kind").asText().equals("project")) {
            return caller.path("sub").asText().equals(project) ? "write" : "none";
        }
        return switch (project.substring(0, 8)) {
            case "aaaaaaaa" -> "write";
            case "bbbbbbbb" -> "read";
            default -> "none";
        };
    }
}
