package org.calque.query;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.calque.embedded.Roles;
import org.calque.embedded.TestInfra;

/// Owners as query-service knows them: what they publish, in a real PostgreSQL, and where they take changes.
public class PublishedViews implements QuarkusTestResourceLifecycleManager {
    /// Changes that the owners were given, as `path body`.
    static final ConcurrentLinkedQueue<String> CHANGES = new ConcurrentLinkedQueue<>();

    /// What the owners answer to a change.
    static volatile String answer = "{}";

    private static volatile boolean touched = true;
    private static TestInfra.Database database;
    private final Vertx vertx = Vertx.vertx();

    @Override
    public Map<String, String> start() {
        database = TestInfra.database("query");
        publishIn(database);
        var owner = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> request.body().onSuccess(body -> {
                    CHANGES.add(request.uri() + " " + body);
                    request.response().end(answer);
                }))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var config = new TreeMap<>(TestInfra.configFor("query", database));
        var url = "http://127.0.0.1:" + owner.actualPort();
        config.put("CALQUE_ACCOUNTS_URL", url);
        config.put("CALQUE_PROJECTS_URL", url);
        config.put("CALQUE_BILLING_URL", url);
        // Accounts are read through an address of their own, as they would be from a database of their own.
        config.put("CALQUE_ACCOUNTS_DATABASE_URL", database.url());
        config.put("query.max-answer", "2000000");
        config.put("query.max-list-answer", "500000");
        config.put("query.statement-timeout", "PT5S");
        config.put("query.feeds.follow-facts", "false");
        config.put("query.feeds.heartbeat", "PT0.5S");
        config.put("query.feeds.max-per-caller", "2");
        config.put("query.feeds.max-rows", "50");
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        return config;
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /// Makes what the owners publish.
    static void publishIn(TestInfra.Database database) {
        try {
            run(database, "accounts", script("/accounts.sql"));
            run(database, "projects", script("/projects.sql"));
            for (var migration : Migrations.of("billing")) {
                run(database, "billing", migration);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Fills in the rows that every test finds, unless nobody has touched any since they were filled in.
    static synchronized void freshen(Runnable fill) {
        if (touched) {
            fill.run();
            touched = false;
        }
    }

    /// Runs SQL as the role of a service.
    static void run(String service, String sql) {
        touched = true;
        run(database, service, sql);
    }

    private static void run(TestInfra.Database database, String service, String sql) {
        try (var connection = as(database, service);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    static Connection as(String service) throws SQLException {
        touched = true;
        return as(database, service);
    }

    private static Connection as(TestInfra.Database database, String service) throws SQLException {
        return DriverManager.getConnection(
                database.url(), Roles.of(service), database.passwords().get(service));
    }

    private static String script(String name) throws IOException {
        try (var file = PublishedViews.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
