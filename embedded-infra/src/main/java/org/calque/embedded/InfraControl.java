package org.calque.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Answers the tests of a build: makes databases for them and notes who uses the infrastructure.
final class InfraControl {
    private final PostgresServer postgres;
    private final String kafka;
    private final Path folder;
    private final String token = Secrets.random();
    private final Map<String, String> passwords =
            Roles.SERVICES.stream().collect(Collectors.toMap(service -> service, service -> Secrets.random()));
    private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();
    private final InfraUsers users = new InfraUsers();
    private final HttpServer server;

    InfraControl(PostgresServer postgres, String kafka, Path folder) throws IOException {
        this.postgres = postgres;
        this.kafka = kafka;
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
    }

    InfraUsers users() {
        return users;
    }

    /// Listens, and writes down where.
    void start() throws IOException {
        SigningKeys.make(folder.resolve("signing-key.pem"), folder.resolve("jwks.json"));
        SigningKeys.make(folder.resolve("service-key.pem"), folder.resolve("services-jwks.json"));
        server.start();
        var address = new Properties();
        var self = ProcessId.of(ProcessHandle.current().pid()).orElseThrow();
        address.put("process", self.toString());
        address.put("control", "http://127.0.0.1:" + server.getAddress().getPort());
        address.put("token", token);
        address.put("kafka", kafka);
        passwords.forEach((service, password) -> address.put("password." + service, password));
        Secrets.write(folder.resolve(InfraAddress.FILE), text(address));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!token.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                reply(exchange, 403, "wrong token");
                return;
            }
            var value = exchange.getRequestURI().getQuery().replaceFirst(".*=", "");
            switch (exchange.getRequestURI().getPath()) {
                case "/use" -> reply(exchange, users.add(Long.parseLong(value)) ? 200 : 410, "");
                case "/database" -> reply(exchange, 200, text(makeDatabase(value)));
                default -> reply(exchange, 404, "no such question");
            }
        } catch (SQLException e) {
            e.printStackTrace();
            reply(exchange, 500, e.toString());
        }
    }

    private synchronized Properties makeDatabase(String name) throws SQLException, IOException {
        var number = numbers.computeIfAbsent(name, first -> new AtomicInteger()).incrementAndGet();
        var database = "test_" + name + "_" + number;
        try (var admin = postgres.connect("postgres")) {
            Roles.createDatabase(admin, database);
        }
        try (var admin = postgres.connect(database)) {
            Roles.prepare(admin, passwords);
        }
        var answer = new Properties();
        answer.put("name", database);
        answer.put("url", postgres.url(database));
        return answer;
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String text(Properties properties) throws IOException {
        var text = new StringWriter();
        properties.store(text, null);
        return text.toString();
    }
}
