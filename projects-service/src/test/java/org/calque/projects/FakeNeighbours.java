package org.calque.projects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/// Stands in for accounts-service and billing-service: every account exists and owns two cores, but for those whose id
/// begins with a letter of its own.
public class FakeNeighbours implements QuarkusTestResourceLifecycleManager {
    private HttpServer server;

    static UUID somebody() {
        return beginningWith('a');
    }

    static UUID unlisted() {
        return beginningWith('b');
    }

    /// No such account.
    static UUID nobody() {
        return beginningWith('c');
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
        server.createContext("/names", FakeNeighbours::names);
        server.createContext("/owned-upgrades", http -> answer(http, Map.of("cores", 2, "memory", 1000)));
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "CALQUE_ACCOUNTS_URL",
                url,
                "CALQUE_BILLING_URL",
                url,
                "projects.runtime-name",
                "calque-projects-test-" + ProcessHandle.current().pid(),
                "projects.touch-every",
                "PT0.5S");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void names(HttpExchange http) throws IOException {
        var names = JsonNodeFactory.instance.objectNode();
        for (var id : Json.MAPPER.readTree(http.getRequestBody()).path("account_ids")) {
            if (!id.asText().startsWith("c")) {
                names.putObject(id.asText())
                        .put("first_name", "Ada")
                        .put("last_name", "Lovelace")
                        .put("unlisted", id.asText().startsWith("b"));
            }
        }
        answer(http, names);
    }

    private static void answer(HttpExchange http, Object json) throws IOException {
        try (http) {
            var body = Json.MAPPER.writeValueAsBytes(json);
            http.sendResponseHeaders(200, body.length);
            http.getResponseBody().write(body);
        }
    }
}
