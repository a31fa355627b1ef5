package org.calque.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// An embedded PostgreSQL: a plain child process, reachable on 127.0.0.1 only and by password only.
///
/// @param binaries where its programs are unpacked
/// @param folder   its own folder, readable by the owner only; the database is in `data` below it
/// @param durable  whether a commit survives a loss of power; tests do without
public record PostgresServer(Path binaries, Path folder, Path log, int port, String adminPassword, boolean durable)
        implements Part {
    public static final String ADMIN = "calque_admin";
    public static final String DATABASE = "calque";
    private static final String STARTING_UP = "57P03";
    private static final String CONNECTION_FAILURES = "08";

    @Override
    public String name() {
        return "postgres";
    }

    /// The JDBC address of one of its databases.
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// A connection of the superuser.
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.putAll(
                Map.of("user", ADMIN, "password", adminPassword, "connectTimeout", "5", "socketTimeout", "30"));
        return DriverManager.getConnection(url(database), properties);
    }

    @Override
    public Process start() throws IOException, InterruptedException {
        PostgresBinaries.unpack(binaries);
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var data = folder.resolve("data");
        if (!Files.exists(data)) {
            makeDatabase(data);
        }
        var command = command("postgres", "-D", data.toString());
        settings().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return run(command);
    }

    @Override
    public boolean ready(ProcessHandle process) throws IOException {
        try (var connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            if (e.getSQLState() == null
                    || e.getSQLState().startsWith(CONNECTION_FAILURES)
                    || e.getSQLState().equals(STARTING_UP)) {
                return false;
            }
            throw new IOException("postgres on port " + port + " refuses its own administrator", e);
        }
    }

    /// A fast shutdown: clients are sent away, what is committed is on disk. SIGTERM would wait for the clients.
    @Override
    public void stop(Process process) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -INT \"$1\"", "sh", String.valueOf(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Made beside its place and moved there when whole, so that a start that is cut off leaves nothing half done.
    private void makeDatabase(Path data) throws IOException, InterruptedException {
        var made = folder.resolve("data.new");
        Folders.delete(made);
        var password = Files.createTempFile(folder, "password", "");
        try {
            Files.writeString(password, adminPassword);
            var command = command("initdb", "-D", made.toString(), "-U", ADMIN, "--pwfile", password.toString());
            command.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-instructions"));
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
            command.add(durable ? "--data-checksums" : "--no-sync");
            var exitCode = run(command).waitFor();
            if (exitCode != 0) {
                throw new IOException("initdb ended with exit code " + exitCode + Parts.tail(log));
            }
        } finally {
            Files.delete(password);
        }
        Files.move(made, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> command(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(Unprivileged.prefix(folder));
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private Process run(List<String> command) throws IOException {
        return Children.start(command, folder, log, Map.of("LC_ALL", "C"));
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("port", String.valueOf(port)),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "80"),
                Map.entry("shared_buffers", "32MB"),
                Map.entry("work_mem", "2MB"),
                Map.entry("maintenance_work_mem", "16MB"),
                Map.entry("max_worker_processes", "2"),
                Map.entry("max_parallel_workers", "0"),
                Map.entry("max_wal_senders", "0"),
                Map.entry("max_wal_size", "512MB"),
                Map.entry("autovacuum_max_workers", "1"),
                Map.entry("jit", "off"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("fsync", durable ? "on" : "off"),
                Map.entry("full_page_writes", durable ? "on" : "off"));
    }
}
