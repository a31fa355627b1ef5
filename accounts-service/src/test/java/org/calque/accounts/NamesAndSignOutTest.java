package org.calque.accounts;

import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class NamesAndSignOutTest extends AccountsTest {
    @Test
    void whatIsNotGivenStaysAsItIs() throws SQLException {
        var ada = member();
        var name = "ada" + System.nanoTime();
        route(ada, "accounts/set-name", Map.of("first_name", "Ada", "username", name))
                .body("status", is("success"));
        route(ada, "accounts/set-name", Map.of("first_name", "", "last_name", "x".repeat(300)))
                .body("status", is("success"));
        route(ada, "accounts/set-name", Map.of()).body("status", is("success"));
        assertEquals(
                "Ada 254 " + name,
                ask(
                        "select concat_ws(' ', first_name, length(last_name), name) from accounts where account_id = ?",
                        ada.id()));
        route(member(), "accounts/set-name", Map.of("username", name.toUpperCase()))
                .body(
                        "error",
                        is("name \"" + name.toUpperCase() + "\" is already taken by another organization or account"));
    }

    @ParameterizedTest
    @CsvSource({
        "username, a--b, Error: name must not contain consecutive hyphens",
        "username, Admin, Error: username \"Admin\" is reserved -- not available",
        "first_name, Win at www.example.com, A name must not look like a link.",
        "last_name, https://example.com, A name must not look like a link."
    })
    void namesFollowTheirRules(String field, String name, String error) throws SQLException {
        var ada = member();
        route(ada, "accounts/set-name", Map.of(field, name)).body("error", is(error));
        assertEquals(
                null, ask("select coalesce(name, first_name, last_name) from accounts where account_id = ?", ada.id()));
    }

    @Test
    void onlyAdministratorsNameOthers() throws SQLException {
        var ada = member();
        var change = Map.of("first_name", "Augusta", "account_id", ada.id().toString());
        route(ada, "accounts/set-name", change)
                .body("error", is("The `account_id` field may only be specified by account administrators."));
        route(SOMEBODY.admin(), "accounts/set-name", change).body("status", is("success"));
        assertEquals("Augusta", ask("select first_name from accounts where account_id = ?", ada.id()));
        for (var caller : new TestCaller[] {TestCallers.nobody(), TestCallers.project(UUID.randomUUID())}) {
            route(caller, "accounts/set-name", change).body("error", is("Must be signed in to edit account name."));
        }
        route(SOMEBODY.admin(), "accounts/set-name", Map.of("first_name", "x", "account_id", "x"))
                .body("error", is("account_id must be a valid uuid"));
        route(SOMEBODY, "accounts/set-name", Map.of("first_name", "x")).body("error", is("no such account"));
    }

    @Test
    void signingOutEndsThePresentSessionAndClearsItsCookies() {
        var email = freshEmail();
        var id = create(email);
        var present = SignedIn.as(id, email, PASSWORD);
        var other = SignedIn.as(id, email, PASSWORD);
        var cookies = route(present.caller(), "accounts/sign-out", Map.of())
                .body("status", is("success"))
                .extract()
                .headers()
                .getValues("Set-Cookie");
        assertEquals("remember_me=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly", cookies.get(0));
        assertEquals("account_id=; Path=/; Max-Age=0; SameSite=Lax", cookies.get(1));
        assertTrue(present.isOver());
        assertFalse(other.isOver());
    }

    @Test
    void signingOutEverywhereEndsAllSessionsButNoKey() {
        var email = freshEmail();
        var id = create(email);
        var one = SignedIn.as(id, email, PASSWORD);
        var other = SignedIn.as(id, email, PASSWORD);
        String key = route(one.caller(), "api-keys", Map.of("action", "create"))
                .extract()
                .path("response[0].secret");
        route(one.caller().by("key-1"), "accounts/sign-out", Map.of("all", "true"))
                .body("status", is("success"));
        assertTrue(one.isOver());
        assertTrue(other.isOver());
        lookUp("key", key).statusCode(200);
    }

    @Test
    void aKeyThatMayNotSayWhoGetsInSignsNobodyOut() {
        var email = freshEmail();
        var id = create(email);
        var browser = SignedIn.as(id, email, PASSWORD);
        var key = TestCallers.account(id).by("key-1");
        for (var limited : new TestCaller[] {key.withScopes("read", "write", "exec"), key.onlyIn(UUID.randomUUID())}) {
            route(limited, "accounts/sign-out", Map.of("all", true)).body("error", containsString("accounts/sign-out"));
        }
        assertFalse(browser.isOver());
        route(key.withScopes("admin"), "accounts/sign-out", Map.of("all", true)).body("status", is("success"));
        assertTrue(browser.isOver());
    }

    @Test
    void whoIsNotSignedInIsSignedOutAsWell() {
        route(TestCallers.nobody(), "accounts/sign-out", Map.of("all", true)).body("status", is("success"));
        route(SOMEBODY, "accounts/sign-out", Map.of()).body("status", is("success"));
    }

    @Test
    void anAddressIsToldToAdministratorsAndPartners() {
        var email = freshEmail();
        var ada = Map.of("account_id", create(email).toString());
        var path = "accounts/get-email-address";
        route(SOMEBODY.admin(), path, ada).body("email_address", is(email));
        route(SOMEBODY.partner(), path, ada).body("email_address", is(email));
        route(SOMEBODY.admin(), path, Map.of()).body("$", anEmptyMap());
        route(SOMEBODY.admin(), path, Map.of("account_id", UUID.randomUUID().toString()))
                .body("$", anEmptyMap());
        for (var caller : new TestCaller[] {SOMEBODY, TestCallers.nobody()}) {
            route(caller, path, ada)
                    .body("error", is("you must be an admin or partner to get the email address of any account_id"));
        }
    }

    @Test
    void passwordsAreJudgedAndWhatIsNoneIsRefusedWithATrueStatus() {
        var path = "auth/password-strength";
        route(TestCallers.nobody(), path, Map.of("password", PASSWORD))
                .statusCode(200)
                .body("score", greaterThanOrEqualTo(3))
                .body("help", nullValue());
        route(TestCallers.nobody(), path, Map.of("password", "password1"))
                .body("score", not(greaterThanOrEqualTo(3)))
                .body("help", startsWith("Password is too weak."));
        route(SOMEBODY, path, Map.of()).statusCode(400).body("error", is("Password is required"));
        route(SOMEBODY, path, Map.of("password", "1234567"))
                .statusCode(400)
                .body("error", is("Password must be at least 8 characters long"));
        route(SOMEBODY, path, Map.of("password", "x".repeat(65)))
                .statusCode(400)
                .body("error", is("Password must be at most 64 characters long"));
    }

    @Test
    void otherSitesAreLinkedToNoLonger() throws SQLException {
        var ada = member();
        sql("update accounts set passports = '{\"google-17\": {}, \"github-4\": {}}' where account_id = ?", ada.id());
        route(TestCallers.nobody(), "auth/sso-strategies", Map.of()).body("$", empty());
        event(ada, "unlink_passport", Map.of("strategy", "google", "id", "17"))
                .body("event", is("success"))
                .body("id", is("17"));
        event(ada, "unlink_passport", Map.of("strategy", "google", "id", "17")).body("event", is("success"));
        event(ada, "unlink_passport", Map.of("strategy", "google"))
                .body("error", containsString("'id' must be specified"));
        assertEquals("{\"github-4\": {}}", ask("select passports from accounts where account_id = ?", ada.id()));
        route(ada, "auth/unlink-strategy", Map.of("name", "github-4")).body("status", is("ok"));
        assertEquals("{}", ask("select passports from accounts where account_id = ?", ada.id()));
        route(ada, "auth/unlink-strategy", Map.of("name", "\0?")).body("status", is("ok"));
        route(ada, "auth/unlink-strategy", Map.of("name", "")).body("error", is("name must be a nonempty string"));
        route(TestCallers.nobody(), "auth/unlink-strategy", Map.of("name", "x")).body("error", is("must be signed in"));
    }

    @Test
    void aTokenThatWasRevokedIsGone() throws SQLException {
        var target = create(freshEmail());
        String token = event(SOMEBODY.admin(), "user_auth", Map.of("account_id", target.toString(), "password", ""))
                .extract()
                .path("auth_token");
        event(TestCallers.project(target), "revoke_auth_token", Map.of("auth_token", token))
                .body("error", is("must be signed in"));
        for (var revoked : new String[] {token, token, "", "\0"}) {
            event(SOMEBODY, "revoke_auth_token", Map.of("auth_token", revoked)).body("event", is("success"));
        }
        assertEquals("0", ask("select count(*) from auth_tokens where account_id = ?", target));
    }
}
