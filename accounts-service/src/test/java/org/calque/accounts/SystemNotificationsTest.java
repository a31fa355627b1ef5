package org.calque.accounts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.UUID;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SystemNotificationsTest extends AccountsTest {
    private final UUID id = UUID.randomUUID();

    private ValidatableResponse set(TestCaller caller, String fields) {
        return given().spec(caller.spec())
                .body("{\"id\": \"" + id + "\"" + fields + "}")
                .post("/tables/system_notifications")
                .then();
    }

    private String shown(String column) throws SQLException {
        return ask("select " + column + " from api_system_notifications where id = ?", id);
    }

    @Test
    void anAdministratorTellsEverybodyAndWhatIsNotGivenStays() throws Exception {
        var admin = member().admin();
        set(admin, ", \"text\": \"soon\", \"priority\": \"high\", \"time\": \"2025-01-02T03:04:05.000Z\"")
                .body("$", anEmptyMap());
        set(admin, ", \"done\": true").body("$", anEmptyMap());
        assertEquals("soon", shown("text"));
        assertEquals("high", shown("priority"));
        assertEquals("t", shown("done"));
    }

    @Test
    void nobodyElseDoes() throws Exception {
        set(member(), ", \"text\": \"x\"").body("error", is("FATAL: user must be an admin"));
        set(member().admin().withScopes("read", "write"), ", \"text\": \"x\"")
                .body("error", is("FATAL: user must be an admin"));
        assertNull(shown("text"));
    }

    @Test
    void whatTheColumnCannotHoldIsRefused() throws Exception {
        set(member().admin(), ", \"priority\": \"very high\"")
                .body("error", is("postgresql error: value too long for type character varying(6)"));
    }
}
