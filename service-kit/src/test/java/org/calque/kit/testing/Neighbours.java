package org.calque.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.calque.messages.Json;

/// Stands in for the services beside the one under test, as far as a test needs them.
public final class Neighbours implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// What is answered at one path. Null stands for a service that fails.
    public interface Answer {
        /// @param question the body
        /// @param caller   the claims of the caller's token
        Object to(JsonNode question, JsonNode caller);
    }

    public Neighbours() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.start();
    }

    /// Answers JSON at this path from now on.
    public Neighbours at(String path, Answer answer) {
        server.createContext(path, http -> answer(http, answer));
        return this;
    }

    /// What a `CALQUE_…_URL` is set to.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void answer(HttpExchange http, Answer answer) throws IOException {
        try (http) {
            var token = http.getRequestHeaders().getFirst("Authorization").split("\\.")[1];
            var caller = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(token));
            var reply = answer.to(Json.MAPPER.readTree(http.getRequestBody().readAllBytes()), caller);
            var body = Json.MAPPER.writeValueAsBytes(reply);
            http.sendResponseHeaders(reply == null ? 500 : 200, body.length);
            http.getResponseBody().write(body);
        }
    }
}
