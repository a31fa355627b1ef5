package org.calque.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One PostgreSQL and one Kafka for all tests of a build. The first test that asks starts them as a process of their
/// own
/// ([InfraMain]); they end by themselves, and leave nothing behind, when the Maven that asked has ended.
///
/// Needs nothing but the JDK on the class path of its callers.
public final class TestInfra {
    private static TestInfra shared;
    private final InfraAddress address;

    /// A database of a test's own, with all schemas and roles in it.
    ///
    /// @param url       JDBC address
    /// @param passwords of the login roles `calque_<service>`, by service
    public record Database(String name, String url, Map<String, String> passwords) {}

    private TestInfra(InfraAddress address) {
        this.address = address;
    }

    /// The infrastructure of this build, started when there is none.
    public static synchronized TestInfra shared() {
        try {
            if (shared == null) {
                shared = new TestInfra(findOrStart(root().resolve("target/test-infra")));
            }
            return shared;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL and Kafka started", e);
        }
    }

    /// Makes an empty database `test_<name>_<n>`. Every call makes another one.
    public static Database database(String name) {
        var answer = shared().address.ask("database?name=" + name);
        return new Database(answer.getProperty("name"), answer.getProperty("url"), shared().passwords());
    }

    /// All that a service needs in its tests, as environment-style settings: a fresh database, Kafka, a signing key and
    /// its public half, an empty folder for the homes of projects.
    ///
    /// @param service `accounts`, `projects`, `query`, `copies` or `billing`
    public static Map<String, String> configFor(String service) {
        return configFor(service, database(service));
    }

    /// The same on a database that is there already, so that two services can meet in it.
    public static Map<String, String> configFor(String service, Database database) {
        var config = new TreeMap<>(keysAndKafka());
        config.put("CALQUE_DATABASE_URL", database.url());
        config.put("CALQUE_DATABASE_USER", Roles.of(service));
        config.put("CALQUE_DATABASE_PASSWORD", database.passwords().get(service));
        config.put(
                "CALQUE_PROJECTS_DIR",
                shared().address
                        .folder()
                        .resolve("homes")
                        .resolve(database.name())
                        .toString());
        return config;
    }

    /// The part of [#configFor] that needs no database: what the gateway lives on.
    public static Map<String, String> keysAndKafka() {
        var folder = shared().address.folder();
        return Map.of(
                "CALQUE_KAFKA_BOOTSTRAP", shared().kafkaBootstrap(),
                "CALQUE_SIGNING_KEY", folder.resolve("signing-key.pem").toString(),
                "CALQUE_INTERNAL_JWKS", folder.resolve("jwks.json").toString(),
                "calque.service-key", folder.resolve("service-key.pem").toString(),
                "CALQUE_SERVICES_JWKS", folder.resolve("services-jwks.json").toString());
    }

    public String kafkaBootstrap() {
        return address.properties().getProperty("kafka");
    }

    /// The passwords of the login roles, by service; the same in all databases.
    public Map<String, String> passwords() {
        return Roles.SERVICES.stream()
                .collect(Collectors.toMap(
                        service -> service, service -> address.properties().getProperty("password." + service)));
    }

    private static InfraAddress findOrStart(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            var running = InfraAddress.read(folder);
            if (held.isValid() && running.isPresent() && running.get().use(buildProcess())) {
                return running.get();
            }
            return InfraMain.startDetached(root(), folder, buildProcess());
        }
    }

    /// The process whose end is the end of the build: the nearest JVM that this one was started by, else this one.
    private static long buildProcess() {
        var self = ProcessHandle.current();
        for (var up = self.parent(); up.isPresent(); up = up.get().parent()) {
            if (up.get().info().command().orElse("").endsWith("/java")) {
                return up.get().pid();
            }
        }
        return self.pid();
    }

    /// The checkout: Maven says where it is; elsewhere the folder that holds this module, at or above the working one.
    private static Path root() {
        var said = System.getProperty("calque.root");
        if (said != null) {
            return Path.of(said);
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("embedded-infra/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("run the tests inside the checkout, or set -Dcalque.root to it");
    }
}
