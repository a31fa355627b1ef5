package org.calque.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.embedded.Folders;
import org.calque.embedded.PostgresServer;

/// The whole system for the end-to-end tests, brought up once per test run by the same supervisor that `./calque up`
/// uses.
/// It ends with the test run; its logs stay in `target/e2e/logs`.
public final class RunningSystem {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int LOOK_EVERY_MS = 50;
    private static final List<String> KEPT_AT_THE_END = List.of("logs");
    private static RunningSystem shared;

    private final Settings settings;
    private final Supervisor supervisor;

    private RunningSystem(Settings settings) {
        this.settings = settings;
        this.supervisor =
                new Supervisor(settings, new Console(settings.folders().log("calque")));
    }

    /// The system of this test run; the first caller waits until it is ready.
    public static synchronized RunningSystem shared() {
        if (shared == null) {
            try {
                shared = start(Path.of(System.getProperty("calque.root")));
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("the system did not come up: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the system came up", e);
            }
        }
        return shared;
    }

    /// The address of the gateway, without a slash at the end.
    public String baseUrl() {
        return settings.url();
    }

    /// The port of the gateway, from which all others follow.
    public int port() {
        return settings.ports().base();
    }

    /// Where its data is.
    public Path home() {
        return settings.home();
    }

    /// The key of the administrator.
    public String adminKey() {
        try {
            return Files.readString(settings.folders().apiKey()).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A connection of the database's superuser, who sees what every service keeps.
    public Connection superuser() {
        try {
            return new PostgresServer(
                            home(),
                            home(),
                            home(),
                            settings.ports().postgres(),
                            settings.folders().databaseAdminPassword(),
                            false)
                    .connect(PostgresServer.DATABASE);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where its Kafka is, as `host:port`.
    public String kafka() {
        return Settings.LOOPBACK + ":" + settings.ports().kafka();
    }

    /// The files in which secrets may stand: what the operator needs to get in, and what the services need to start.
    public List<Path> secretFiles() {
        try (var files = Files.list(settings.folders().jwks().getParent())) {
            return Stream.concat(files, Stream.of(settings.folders().apiKey()))
                    .filter(file -> !file.getFileName().toString().endsWith("jwks.json"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The processes of the parts that run, by name.
    public Map<String, ProcessHandle> processes() {
        return supervisor.all().stream()
                .collect(Collectors.toMap(
                        Supervised::name, part -> part.current().toHandle()));
    }

    /// Kills a part with SIGKILL and returns when it is gone.
    ///
    /// @param part `gateway`, `accounts`, `projects`, `query`, `copy`, `billing`, `postgres` or `kafka`
    public void kill(String part) throws InterruptedException {
        var supervised = supervised(part);
        var killed = supervised.current();
        killed.destroyForcibly().waitFor();
        await(part + " is started again", () -> supervised.current() != killed);
    }

    /// Stops a part where it is: it keeps its connections and says nothing more. That is worse for the others than its
    /// end, which they would notice.
    public void freeze(String part) throws IOException, InterruptedException {
        signal(part, "STOP");
    }

    /// Lets a part that was frozen go on.
    public void thaw(String part) throws IOException, InterruptedException {
        signal(part, "CONT");
    }

    private void signal(String part, String signal) throws IOException, InterruptedException {
        var pid = supervised(part).current().pid();
        var kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start();
        if (kill.waitFor() != 0) {
            throw new IOException(part + " takes no signal " + signal);
        }
    }

    Settings settings() {
        return settings;
    }

    /// Returns when every part runs and every service says that it is ready.
    public void awaitReady() throws InterruptedException {
        for (var part : supervisor.all()) {
            await(part.name() + " is ready", part::isReady);
        }
        for (var service : Service.values()) {
            await(
                    service.partName() + " says it is ready",
                    () -> ServicePart.isReady(settings.ports().management(service)));
        }
    }

    private Supervised supervised(String part) {
        return supervisor.all().stream()
                .filter(each -> each.name().equals(part))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no part " + part));
    }

    private static RunningSystem start(Path root) throws IOException, SQLException, InterruptedException {
        var home = root.resolve("local-launcher/target/e2e");
        var system = new RunningSystem(new Settings(
                root,
                home,
                Ports.findFree(),
                Settings.LOOPBACK,
                Optional.empty(),
                Optional.empty(),
                Settings.Purpose.TESTS));
        for (var left : Supervisor.ledger(system.settings).endAll()) {
            System.out.println(left + " was left behind by an earlier test run: ended");
        }
        Folders.delete(home);
        Runtime.getRuntime().addShutdownHook(new Thread(system::end));
        system.supervisor.start();
        new Administrator(system.settings).makeKeyOnce();
        return system;
    }

    private void end() {
        try {
            supervisor.stop();
            try (var folders = Files.list(home())) {
                for (var folder : folders.toList()) {
                    if (!KEPT_AT_THE_END.contains(folder.getFileName().toString())) {
                        Folders.delete(folder);
                    }
                }
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("the system of the tests could not be ended well: " + e);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws InterruptedException {
        var deadline = Instant.now().plus(LIMIT);
        try {
            while (!condition.holds()) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError("waited " + LIMIT.toSeconds() + " s in vain until " + what
                            + "; the logs are in " + settings.folders().logs());
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            }
        } catch (IOException e) {
            throw new AssertionError("could not look whether " + what, e);
        }
    }
}
