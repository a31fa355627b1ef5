package org.calque.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path PROGRAMS = Path.of("target/postgres-programs").toAbsolutePath();

    @TempDir
    Path folder;

    private PostgresServer postgres;
    private Process process;

    @BeforeEach
    void start() throws Exception {
        postgres = new PostgresServer(
                PROGRAMS,
                folder.resolve("postgres"),
                folder.resolve("postgres.log"),
                FreePorts.find(1).getFirst(),
                "it's \"secret\"",
                true);
        startAgain();
    }

    @AfterEach
    void stop() throws Exception {
        Parts.end(postgres, process, LIMIT);
    }

    @Test
    void whatIsCommittedOutlivesAKill() throws Exception {
        execute("create table kept(n int)");
        execute("insert into kept values (1)");

        process.destroyForcibly().waitFor();
        startAgainUntilItWorks();
        execute("insert into kept values (2)");

        assertEquals(2, count("kept"));
    }

    @Test
    void whatIsCommittedOutlivesAnOrderlyRestartAndClientsDoNotHoldItUp() throws Exception {
        try (var client = postgres.connect("postgres")) {
            assertTrue(client.isValid(1));
            execute("create table kept(n int)");
            Parts.end(postgres, process, LIMIT);
            assertEquals(0, process.exitValue());
        }
        startAgain();
        assertEquals(0, count("kept"));
    }

    @Test
    void aStartThatWasCutOffDuringInitdbIsMadeAgain() throws Exception {
        Parts.end(postgres, process, LIMIT);
        var data = folder.resolve("postgres/data");
        Files.move(data, folder.resolve("postgres/data.new"));
        startAgain();
        assertTrue(Files.exists(data));
    }

    @Test
    void nobodyEntersWithoutThePassword() {
        var stranger =
                new PostgresServer(PROGRAMS, postgres.folder(), postgres.log(), postgres.port(), "a guess", true);
        assertThrows(SQLException.class, () -> stranger.connect("postgres"));
        assertThrows(IOException.class, () -> stranger.ready(process.toHandle()));
    }

    @Test
    void itsFolderIsClosedToOthers() throws Exception {
        assertEquals(
                "rwx------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(postgres.folder())));
    }

    @Test
    void rolesCanBeMadeByAnOperatorWhoIsNeitherSuperuserNorOwner() throws Exception {
        execute("create role operator login createrole password 'o'");
        execute("create database theirs");
        execute("grant create on database theirs to operator");
        var passwords = Roles.SERVICES.stream().collect(Collectors.toMap(service -> service, service -> "p" + service));
        for (var time = 1; time <= 2; time++) {
            try (var operator = DriverManager.getConnection(postgres.url("theirs"), "operator", "o")) {
                Roles.prepare(operator, passwords);
            }
        }
        try (var copies = DriverManager.getConnection(postgres.url("theirs"), Roles.of("copies"), "pcopies");
                var statement = copies.createStatement()) {
            statement.execute("create table copies.mine(n int)");
            assertThrows(SQLException.class, () -> statement.execute("create table billing.yours(n int)"));
        }
    }

    private void startAgain() throws Exception {
        process = postgres.start();
        Parts.awaitReady(postgres, process, LIMIT);
    }

    /// The backends of a killed server may hold its memory for a moment; a new one then ends at once.
    private void startAgainUntilItWorks() throws Exception {
        for (var attempt = 1; ; attempt++) {
            try {
                startAgain();
                return;
            } catch (IOException e) {
                if (attempt == 10) {
                    throw e;
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = postgres.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String table) throws SQLException {
        try (var connection = postgres.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
