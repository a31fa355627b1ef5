package org.calque.accounts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Json;

/// Stands in for projects-service: says who may use which project by the first letter of its id.
public class FakeProjects implements QuarkusTestResourceLifecycleManager {
    private HttpServer server;

    /// Everybody works on it.
    static UUID everybodys() {
        return beginningWith('a');
    }

    /// Nobody works on it.
    static UUID nobodys() {
        return beginningWith('b');
    }

    /// Whoever asks for himself works on it; a service that asks hears that the account does not.
    static UUID leftByItsMembers() {
        return beginningWith('c');
    }

    /// The service fails when it is asked about it.
    static UUID broken() {
        return beginningWith('d');
    }

    private static UUID beginningWith(char letter) {
        return UUID.fromString(letter + UUID.randomUUID().toString().substring(1));
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
        try (http) {
            var question = Json.MAPPER.readTree(http.getRequestBody());
            var project = question.path("project_ids").path(0).asText();
            var level = switch (project.charAt(0)) {
                case 'a' -> "write";
                case 'c' -> question.has("account_id") ? "none" : "write";
                default -> "none";
            };
            var body = Json.MAPPER.writeValueAsBytes(Map.of(project, level));
            http.sendResponseHeaders(project.startsWith("d") ? 500 : 200, body.length);
            http.getResponseBody().write(body);
        }
    }
}
