package org.calque.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestInfraTest {

    @Test
    void everyCallMakesADatabaseOfItsOwn() {
        assertNotEquals(
                TestInfra.database("twice").url(), TestInfra.database("twice").url());
    }

    @Test
    void aRoleOwnsItsSchemaAndReachesNoOther() throws Exception {
        var database = TestInfra.database("roles");
        try (var accounts = connect(database, "accounts");
                var statement = accounts.createStatement()) {
            statement.execute("create table mine(n int)");
            statement.execute("insert into accounts.mine values (1)");
            assertDenied(accounts, "create table public.yours(n int)");
            assertDenied(accounts, "create table projects.yours(n int)");
            assertDenied(accounts, "create schema another");
        }
        try (var projects = connect(database, "projects");
                var query = connect(database, "query")) {
            assertDenied(projects, "select * from accounts.mine");
            assertDenied(query, "select * from accounts.mine");
            assertDenied(query, "create temporary table t(n int)");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        var database = TestInfra.database("passwords");
        var e = assertThrows(
                SQLException.class, () -> DriverManager.getConnection(database.url(), Roles.of("accounts"), "not it"));
        assertEquals("28P01", e.getSQLState());
    }

    @Test
    void theTopicsAreThere() throws Exception {
        var bootstrap = TestInfra.shared().kafkaBootstrap();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            assertEquals(new HashSet<>(Topics.ALL), admin.listTopics().names().get());
        }
    }

    @Test
    void theSettingsOfAServiceAreWhole() {
        var config = TestInfra.configFor("copies");
        assertEquals("calque_copies", config.get("CALQUE_DATABASE_USER"));
        assertTrue(Files.exists(Path.of(config.get("CALQUE_SIGNING_KEY"))));
        assertTrue(Files.exists(Path.of(config.get("CALQUE_INTERNAL_JWKS"))));
    }

    private static Connection connect(TestInfra.Database database, String service) throws SQLException {
        return DriverManager.getConnection(
                database.url(), Roles.of(service), database.passwords().get(service));
    }

    private static void assertDenied(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var e = assertThrows(SQLException.class, () -> statement.execute(sql));
            assertEquals("42501", e.getSQLState(), e.getMessage());
        }
    }
}
