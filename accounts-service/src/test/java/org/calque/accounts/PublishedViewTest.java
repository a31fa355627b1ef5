package org.calque.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.calque.embedded.TestInfra;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublishedViewTest extends AccountsTest {
    @ConfigProperty(name = "CALQUE_DATABASE_URL")
    String url;

    @Test
    void queryServiceReadsTheViewAndNothingElse() throws SQLException {
        var id = create(freshEmail());
        try (var connection = DriverManager.getConnection(
                        url, "calque_query", TestInfra.shared().passwords().get("query"));
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery(
                    "select count(*) from accounts.api_accounts where account_id = '" + id + "'")) {
                assertTrue(row.next());
                assertEquals(1, row.getInt(1));
            }
            for (String forbidden : new String[] {"accounts", "api_keys", "sessions", "auth_tokens", "outbox"}) {
                var refused = assertThrows(
                        SQLException.class, () -> statement.executeQuery("select * from accounts." + forbidden));
                assertEquals("42501", refused.getSQLState());
            }
        }
    }
}
