package org.calque.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.calque.embedded.SigningKeys;
import org.calque.messages.Json;

/// What stands behind the gateway under test: an accounts-service that knows a few keys, a projects-service that tells
/// what it was handed or misbehaves as its caller asks, a query-service that takes requests and never answers, and a
/// copy-service at an address where nobody listens.
public class FakeServices implements QuarkusTestResourceLifecycleManager {
    static final String ADA = "c26db83a-7fa2-44a4-832b-579c18fac65f";
    static final String PROJECT = "0c1a5f2e-5d0e-4a73-9f0a-2d6f3a1b7c11";
    static final String MAKER = "7d0cf3b1-30c4-4c0c-8a3c-6b6a0f5b1a11";
    static final int BIG = 3_000_000;

    private final Gates gates = new Gates();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> lookups = new ConcurrentHashMap<>();
    private HttpServer server;
    private ServerSocket silent;
    private Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("gateway-test");
            SigningKeys.make(folder.resolve("key.pem"), folder.resolve("jwks.json"));
            var local = InetAddress.getLoopbackAddress();
            server = HttpServer.create(new InetSocketAddress(local, 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/keys/lookup", this::lookUp);
            server.createContext("/revoke", this::revoke);
            server.createContext("/lookups", this::countOfLookups);
            server.createContext("/v2/auth/", FakeAccounts::answer);
            server.createContext("/v2/accounts/sign-out", FakeAccounts::answer);
            server.createContext("/pages/", FakeAccounts::answer);
            server.createContext("/v2/api-keys", FakeKeys::answer);
            server.createContext("/v2/news/list", http -> {
                http.getResponseHeaders().set("Cache-Control", "public, max-age=3600");
                reply(http, 200, "[]");
            });
            server.createContext("/gates/", gates::tend);
            server.createContext("/streams/", http -> {
                gates.pass(http.getRequestURI().getQuery());
                FakeStreams.answer(http);
            });
            server.createContext("/", this::answer);
            server.start();
            silent = new ServerSocket(0, 50, local);
            int closed;
            try (var free = new ServerSocket(0, 1, local)) {
                closed = free.getLocalPort();
            }
            return settings(server.getAddress().getPort(), silent.getLocalPort(), closed);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, String> settings(int answering, int silent, int closed) {
        var settings = new HashMap<String, String>();
        settings.put("CALQUE_SIGNING_KEY", folder.resolve("key.pem").toString());
        settings.put("test.jwks", folder.resolve("jwks.json").toString());
        settings.put("CALQUE_ACCOUNTS_URL", "http://127.0.0.1:" + answering);
        settings.put("CALQUE_PROJECTS_URL", "http://127.0.0.1:" + answering);
        settings.put("CALQUE_QUERY_URL", "http://127.0.0.1:" + silent);
        settings.put("CALQUE_COPY_URL", "http://127.0.0.1:" + closed);
        settings.put("calque.gateway.follow-keys", "false");
        settings.put("calque.gateway.max-body", "1M");
        settings.put("calque.gateway.body-room", "2M");
        settings.put("calque.gateway.body-timeout", "3s");
        settings.put("calque.gateway.timeouts.query", "1s");
        settings.put("calque.gateway.trusted-proxies", "127.0.0.1,10.0.0.0/8");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    @Override
    public void stop() {
        server.stop(0);
        try {
            silent.close();
            Files.delete(folder.resolve("key.pem"));
            Files.delete(folder.resolve("jwks.json"));
            Files.delete(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void lookUp(HttpExchange http) throws IOException {
        var question = Json.MAPPER.readTree(http.getRequestBody().readAllBytes());
        var secret = question.path("key").asText(question.path("session").asText());
        lookups.computeIfAbsent(secret, it -> new AtomicInteger()).incrementAndGet();
        gates.pass(secret);
        if (secret.startsWith("sk-ada") && !revoked.contains(secret) || secret.equals("sha512$salt$1000$session")) {
            reply(http, 200, account(secret));
        } else if (secret.equals("sk-project")) {
            reply(
                    http,
                    200,
                    "{\"account_id\":\"" + MAKER + "\",\"project_id\":\"" + PROJECT
                            + "\",\"kind\":\"project\",\"groups\":[],\"key_id\":\"p\"}");
        } else if (secret.equals("sk-reader")) {
            reply(http, 200, limited("{\"scopes\":[\"read\"]}"));
        } else if (secret.equals("sk-office")) {
            reply(http, 200, limited("{\"networks\":[\"198.51.100.0/24\",\"2001:db8::/32\"]}"));
        } else if (secret.equals("sk-unreadable")) {
            reply(http, 200, limited("{\"projects\":[\"all\"]}"));
        } else if (secret.equals("sk-banned")) {
            reply(http, 403, "{}");
        } else if (secret.equals("sk-trouble")) {
            reply(http, 500, "<html>trouble</html>");
        } else {
            reply(http, 404, "{\"error\":\"unknown\"}");
        }
    }

    private static String account(String secret) {
        return "{\"account_id\":\"" + ADA + "\",\"kind\":\"account\",\"groups\":[\"admin\"],\"key_id\":\"id of "
                + secret + "\"}";
    }

    private static String limited(String limits) {
        return "{\"account_id\":\"" + ADA + "\",\"kind\":\"account\",\"groups\":[],\"key_id\":\"k\",\"limits\":"
                + limits + "}";
    }

    private void revoke(HttpExchange http) throws IOException {
        revoked.add(http.getRequestURI().getQuery());
        reply(http, 200, "{}");
    }

    private void countOfLookups(HttpExchange http) throws IOException {
        var count = lookups.getOrDefault(http.getRequestURI().getQuery(), new AtomicInteger());
        reply(http, 200, count.toString());
    }

    private void answer(HttpExchange http) throws IOException {
        byte[] body = http.getRequestBody().readAllBytes();
        var options = Json.MAPPER.readTree(body);
        var wish = options.path("command").asText();
        var headers = http.getResponseHeaders();
        switch (wish) {
            case "break" -> http.close();
            case "html" -> reply(http, 500, "<html>trouble</html>");
            case "refuse" -> {
                headers.set("Content-Type", "application/problem+json");
                reply(http, 403, "{\"title\":\"forbidden\"}");
            }
            case "decline" -> {
                headers.set("Content-Type", "application/problem+json");
                reply(http, 403, "{\"title\":\"forbidden\",\"detail\":\"not for you\"}");
            }
            case "late" -> reply(http, 200, "{\"stdout\":\"half\",\"error\":\"it broke off\"}");
            case "long" ->
                reply(http, 200, "{\"stdout\":\"" + "x".repeat(300_000) + "\",\"stderr\":\"y\",\"exit_code\":0}");
            case "huge" -> reply(http, 200, "{\"stdout\":\"" + "x".repeat(BIG) + "\"}");
            case "reject" -> reply(http, 400, "{\"error\":\"not so\"}");
            case "cookies" -> {
                headers.add("Set-Cookie", "remember_me=a; HttpOnly");
                headers.add("Set-Cookie", "account_id=b");
                reply(http, 200, "{}");
            }
            case "big" -> {
                headers.set("Content-Type", "application/json; charset=utf-8");
                http.sendResponseHeaders(200, 0);
                try (var out = http.getResponseBody()) {
                    out.write("x".repeat(BIG).getBytes(StandardCharsets.US_ASCII));
                }
            }
            default -> reply(http, 200, echo(http, options.toString(), body.length));
        }
    }

    private static String echo(HttpExchange http, String body, int size) {
        var echo = Json.MAPPER.createObjectNode().put("event", "echo");
        echo.put("path", http.getRequestURI().getPath());
        echo.put("size", size);
        http.getRequestHeaders().forEach((name, values) -> echo.put(name.toLowerCase(), String.join(",", values)));
        if (size < 10_000) {
            echo.put("body", body);
        }
        return echo.toString();
    }

    static void reply(HttpExchange http, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().putIfAbsent("Content-Type", java.util.List.of("application/json; charset=utf-8"));
        http.sendResponseHeaders(status, bytes.length);
        try (var out = http.getResponseBody()) {
            out.write(bytes);
        }
    }
}
