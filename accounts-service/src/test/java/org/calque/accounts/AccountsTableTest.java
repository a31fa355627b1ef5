package org.calque.accounts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.messages.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AccountsTableTest extends AccountsTest {
    private static ValidatableResponse set(TestCaller caller, String row) {
        return given().spec(caller.spec()).body(row).post("/tables/accounts").then();
    }

    private String shown(TestCaller caller, String column) throws SQLException {
        return ask("select " + column + " from api_accounts where account_id = ?", caller.id());
    }

    @Test
    void mapsAreMergedDeeply() throws Exception {
        var ada = member();
        set(ada, "{\"editor_settings\": {\"tab_size\": 4, \"deep\": {\"a\": 1, \"b\": [1, 2]}}}")
                .body("$", anEmptyMap());
        set(ada, "{\"editor_settings\": {\"tab_size\": null, \"theme\": \"x\", \"deep\": {\"b\": [3]}}}")
                .body("$", anEmptyMap());
        assertEquals(
                Json.MAPPER.readTree("{\"theme\": \"x\", \"deep\": {\"a\": 1, \"b\": [3]}}"),
                Json.MAPPER.readTree(shown(ada, "editor_settings")));
    }

    @Test
    void everyKindOfColumnIsSet() throws SQLException {
        var ada = member();
        set(ada, """
                        {"first_name": "Ada", "autosave": 30, "font_size": 12, "unlisted": true, "tags": ["a", "b,c"],
                         "evaluate_key": "Enter", "email_daily_statements": false, "sign_up_usage_intent": "maths"}""").body("$", anEmptyMap());
        assertEquals("Ada", shown(ada, "first_name"));
        assertEquals("30", shown(ada, "autosave"));
        assertEquals("{a,\"b,c\"}", shown(ada, "tags"));
        assertEquals("t", shown(ada, "unlisted"));
    }

    @Test
    void aForeignIdChangesTheCallersOwnRow() throws SQLException {
        var ada = member();
        var eve = member();
        set(eve, "{\"account_id\": \"" + ada.id() + "\", \"first_name\": \"Eve\"}");
        assertNull(shown(ada, "first_name"));
        assertEquals("Eve", shown(eve, "first_name"));
    }

    @Test
    void twoChangesAtOnceAreBothThere() throws Exception {
        var ada = member();
        try (var both = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                var row = "{\"other_settings\": {\"k" + i + "\": " + i + "}}";
                both.submit(() -> set(ada, row));
            }
        }
        assertEquals(40, Json.MAPPER.readTree(shown(ada, "other_settings")).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"groups\": [\"admin\"]} | FATAL: changing accounts.groups not allowed",
                "{\"balance\": 7} | FATAL: changing accounts.balance not allowed",
                "{\"email_address\": \"a@b.cd\"} | FATAL: changing accounts.email_address not allowed",
                "{\"first_name = 'x' --\": \"a\"} | FATAL: changing accounts.first_name = 'x' -- not allowed",
                "{\"first_name\": 5} | FATAL: accounts.first_name must be a string",
                "{\"font_size\": 1.5} | FATAL: accounts.font_size must be an integer",
                "{\"profile\": \"red\"} | FATAL: accounts.profile must be an object",
                "{\"tags\": [1]} | FATAL: accounts.tags must be a list of strings",
                "{\"first_name\": \"\"} | first_name must be nonempty",
                "{\"first_name\": \"a\\u0000b\"} | A name must not contain control characters.",
                "{\"last_name\": \"see www.example.com\"} | A name must not look like a link.",
                "{\"evaluate_key\": \"a\\u0000b\"} | FATAL: a value cannot be stored",
                "{\"profile\": {\"a\": \"\\u0000\"}} | FATAL: a value cannot be stored",
                "{\"name\": \"\"} | Error: name must have at least 1 character",
                "{\"name\": \"a--b\"} | Error: name must not contain consecutive hyphens",
                "{\"name\": \"-a\"} | Error: name must contain only a-z,A-Z,0-9, or -, and not start with hyphen.",
                "{\"name\": \"ädä\"} | Error: name must contain only",
                "{\"name\": \"Admin\"} | Error: username \"Admin\" is reserved -- not available",
                "{\"name\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"} | Error: name must have at most 39 characters",
                "{\"name\": \"0f5a4a2e-4f7e-4a9e-8a0e-0123456789ab\"} | Error: name must not be a v4 UUID",
                "{\"auto_balance\": {\"trigger\": 5}} | Error: amount must be specified",
                "{\"auto_balance\": {\"x\": 5}} | Error: invalid key 'x'"
            })
    void whatTheRulesForbidIsRefusedAndNothingChanges(String row, String error) throws SQLException {
        var ada = member();
        set(ada, row).statusCode(200).body("error", startsWith(error));
        assertNull(shown(ada, "first_name"));
    }

    @Test
    void aNameBelongsToOneAccountWhateverItsCase() {
        var name = "Ada" + System.nanoTime();
        set(member(), "{\"name\": \"" + name + "\"}").body("$", anEmptyMap());
        var other = name.toUpperCase();
        set(member(), "{\"name\": \"" + other + "\"}")
                .body("error", is("name \"" + other + "\" is already taken by another organization or account"));
    }

    @Test
    void settingsCannotGrowWithoutEnd() {
        set(member(), "{\"profile\": {\"a\": \"" + "x".repeat(1 << 20) + "\"}}")
                .body("error", startsWith("FATAL: accounts.profile would be larger than"));
    }

    @Test
    void onlyAccountsThatAreThereSetAnything() {
        set(TestCallers.nobody(), "{\"first_name\": \"x\"}")
                .body("error", is("FATAL: account_id must be specified -- make sure you are signed in"));
        set(SOMEBODY, "{\"first_name\": \"x\"}").body("error", startsWith("FATAL"));
    }
}
