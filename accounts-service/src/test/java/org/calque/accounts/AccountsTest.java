package org.calque.accounts;

import static io.restassured.RestAssured.given;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;

/// What the tests of this service have in common.
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
abstract class AccountsTest {
    static final String PASSWORD = "viola-Tundra-91-kettle";
    static final TestCaller SOMEBODY = TestCallers.account(UUID.randomUUID());
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    @Inject
    AgroalDataSource database;

    static ValidatableResponse event(TestCaller caller, String event, Map<String, ?> options) {
        return given().spec(caller.spec())
                .body(options)
                .post("/events/" + event)
                .then();
    }

    static ValidatableResponse route(TestCaller caller, String path, Map<String, ?> parameters) {
        return given().spec(caller.spec()).body(parameters).post("/v2/" + path).then();
    }

    static ValidatableResponse lookUp(String what, String secret) {
        return given().spec(TestCallers.service().spec())
                .body(Map.of(what, secret))
                .post("/keys/lookup")
                .then();
    }

    static String freshEmail() {
        return "ada." + UUID.randomUUID() + "@example.org";
    }

    /// Somebody at an address from which no accounts were made yet: there is a limit to that.
    static TestCaller elsewhere() {
        return SOMEBODY.at("2001:db8:1:" + Integer.toHexString(CLIENTS.incrementAndGet()) + "::1");
    }

    static UUID create(String email) {
        return UUID.fromString(event(
                        elsewhere(),
                        "create_account",
                        Map.of("email_address", email, "password", PASSWORD, "agreed_to_terms", true))
                .extract()
                .path("account_id"));
    }

    static TestCaller member() {
        return TestCallers.account(create(freshEmail()));
    }

    int sql(String statement, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            return prepared.executeUpdate();
        }
    }

    String ask(String select, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(select)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            try (var row = prepared.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
