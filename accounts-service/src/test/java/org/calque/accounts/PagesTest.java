package org.calque.accounts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PagesTest extends AccountsTest {
    @ConfigProperty(name = "CALQUE_KAFKA_BOOTSTRAP")
    String bootstrap;

    private static ValidatableResponse page(TestCaller caller, String path, Map<String, ?> body) {
        return given().spec(caller.spec()).body(body).post("/pages/" + path).then();
    }

    private static String newKey(UUID account) {
        return page(TestCallers.account(account), "account-key", Map.of("client", "myapp"))
                .extract()
                .path("api_key");
    }

    private static String token(UUID account) {
        return event(
                        TestCallers.account(UUID.randomUUID()),
                        "user_auth",
                        Map.of("account_id", account.toString(), "password", PASSWORD))
                .extract()
                .path("auth_token");
    }

    @Test
    void aNewKeyOfAnAccountEndsTheOneBefore() throws SQLException {
        var account = create(freshEmail());
        var first = newKey(account);
        lookUp("key", first).statusCode(200).body("account_id", is(account.toString()));
        var second = newKey(account);
        lookUp("key", first).statusCode(404);
        lookUp("key", second).statusCode(200).body("key_id", is("legacy-" + account));
        KeysTopic.timesTold(bootstrap, "{\"key_id\":\"legacy-" + account + "\"}");
        assertEquals(
                "myapp",
                ask(
                        "select details ->> 'client' from audit where event = 'key_created' and target = ? limit 1",
                        account));
        assertNull(ask("select seq from audit where details::text like ?", "%" + second + "%"));
    }

    @Test
    void onlyABrowserSessionGetsTheKey() {
        var account = create(freshEmail());
        for (var other : new TestCaller[] {
            TestCallers.account(account).by("key-7"),
            TestCallers.nobody(),
            TestCallers.project(UUID.randomUUID()),
            TestCallers.service()
        }) {
            page(other, "account-key", Map.of("client", "myapp"))
                    .body("error", is("must be signed in"))
                    .body("api_key", nullValue());
        }
    }

    @Test
    void whoeverWasBannedMeanwhileGetsNoKey() throws SQLException {
        var account = create(freshEmail());
        sql("update accounts set banned = true where account_id = ?", account);
        page(TestCallers.account(account), "account-key", Map.of()).body("error", is("must be signed in"));
    }

    @Test
    void aTokenStartsSessionsOfTwelveHoursUntilItExpires() throws SQLException {
        var account = create(freshEmail());
        var token = token(account);
        for (int time = 0; time < 2; time++) {
            var session = page(TestCallers.nobody(), "impersonate", Map.of("auth_token", token))
                    .body("account_id", is(account.toString()))
                    .header("Set-Cookie", containsString("Max-Age=43200"))
                    .extract()
                    .cookie("remember_me");
            lookUp("session", session).statusCode(200).body("account_id", is(account.toString()));
        }
        assertEquals("2", ask("select count(*) from audit where event = 'impersonation' and target = ?", account));
        sql("update auth_tokens set expire = now() where account_id = ?", account);
        page(TestCallers.nobody(), "impersonate", Map.of("auth_token", token))
                .body("error", is("unknown or expired token: '" + token + "'"))
                .header("Set-Cookie", nullValue());
    }

    @Test
    void theTokenOfABannedAccountSignsNobodyIn() throws SQLException {
        var account = create(freshEmail());
        var token = token(account);
        sql("update accounts set banned = true where account_id = ?", account);
        page(TestCallers.nobody(), "impersonate", Map.of("auth_token", token))
                .body("error", is("unknown or expired token: '" + token + "'"));
    }

    @Test
    void anEmptyOrUnknownTokenIsRefused() {
        page(TestCallers.nobody(), "impersonate", Map.of("auth_token", "")).body("error", is("invalid empty token"));
        page(TestCallers.nobody(), "impersonate", Map.of()).body("error", is("invalid empty token"));
        page(TestCallers.nobody(), "impersonate", Map.of("auth_token", "nonsense"))
                .body("error", is("unknown or expired token: 'nonsense'"));
    }

    @Test
    void clientsCannotComeHere() {
        given().contentType("application/json")
                .body("{}")
                .post("/pages/impersonate")
                .then()
                .statusCode(401);
        route(SOMEBODY, "pages/account-key", Map.of()).body("error", is("unknown endpoint 'pages/account-key'"));
    }
}
