package org.calque.accounts;

import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RegistrationTokensTest extends AccountsTest {
    private static final TestCaller ADMIN = SOMEBODY.admin();

    @Inject
    Housekeeping housekeeping;

    /// Other tests sign up without a token.
    @AfterEach
    void removeTokens() throws SQLException {
        sql("delete from registration_tokens");
    }

    private static ValidatableResponse tokens(Object... parameters) {
        return tokensAs(ADMIN, parameters);
    }

    private static ValidatableResponse tokensAs(TestCaller caller, Object... parameters) {
        var map = new HashMap<String, Object>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put((String) parameters[i], parameters[i + 1]);
        }
        return route(caller, "admin/registration-tokens", map);
    }

    @Test
    void aCallThatComesAgainMakesNoSecondToken() throws Exception {
        int id = tokens("action", "create", "token", "a password of ours", "once", "form 1")
                .body("response[0].token", is("a password of ours"))
                .extract()
                .path("response[0].id");
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 4)
                    .mapToObj(it -> pool.submit(() -> tokens("action", "create", "once", "form 2")))
                    .toList();
        }
        tokens("action", "create", "token", "a password of ours", "once", "form 1")
                .body("response[0].id", is(id))
                .body("response[0].token", nullValue());
        tokens("action", "get").body("response.size()", is(2));
        tokens("action", "create", "once", "x".repeat(65))
                .body("error", is("once must have at most 64 printable characters"));
    }

    private static ValidatableResponse signUp(String token) {
        return signUpFrom("2001:db8:" + Integer.toHexString((int) (Math.random() * 60_000) + 1) + "::1", token);
    }

    private static ValidatableResponse signUpFrom(String address, String token) {
        var form = new HashMap<String, Object>(Map.of("email", freshEmail(), "password", PASSWORD, "terms", true));
        if (token != null) {
            form.put("registrationToken", token);
        }
        return route(TestCallers.nobody().at(address), "auth/sign-up", form);
    }

    private static ValidatableResponse createAccount(String token) {
        var options = new HashMap<String, Object>(
                Map.of("email_address", freshEmail(), "password", PASSWORD, "agreed_to_terms", true));
        if (token != null) {
            options.put("token", token);
        }
        return event(elsewhere(), "create_account", options);
    }

    @Test
    void withoutATokenAnybodyMaySignUpAndWithOneOnlyWhoKnowsIt() {
        route(TestCallers.nobody(), "auth/requires-token", Map.of()).body("", is(false));
        signUp(null).body("account_id", notNullValue());
        String token = tokens("action", "create", "descr", "for the class")
                .body("response[0].token", notNullValue())
                .extract()
                .path("response[0].token");
        route(TestCallers.nobody(), "auth/requires-token", Map.of()).body("", is(true));
        signUp(null)
                .body(
                        "issues.registrationToken",
                        is("Issue with registration token -- no registration token provided"));
        signUp("nonsense")
                .body("issues.registrationToken", is("Issue with registration token -- Registration token is wrong."));
        signUp(token).body("account_id", notNullValue());
        createAccount(null)
                .body("event", is("account_creation_failed"))
                .body("reason", is(Map.of("token", "No registration token provided")));
        createAccount("nonsense").body("reason", is(Map.of("token", "Registration token is wrong.")));
        createAccount(token).body("event", is("account_created"));
        tokens().body("response[0].counter", is(2)).body("response[0].token", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disabled = true  | Registration token disabled.",
                "expires = now() - interval '1 second' | Registration token no longer valid.",
                "max_uses = 3, counter = 3 | Registration token used up."
            })
    void aTokenThatOpensNothingSaysWhy(String change, String text) throws SQLException {
        tokens("action", "create", "token", "the other one");
        tokens("action", "create", "token", "physics 2026");
        sql("update registration_tokens set " + change + " where hint = 'phy…026'");
        signUp("physics 2026").body("issues.registrationToken", is("Issue with registration token -- " + text));
        createAccount("physics 2026").body("reason.token", is(text));
    }

    @Test
    void fiftyAtOnceOnATokenForTenMakeTenAccounts() throws Exception {
        tokens("action", "create", "token", "ten seats only", "limit", 10);
        try (var threads = Executors.newFixedThreadPool(10)) {
            var made = threads
                    .invokeAll(IntStream.range(0, 50)
                            .<java.util.concurrent.Callable<String>>mapToObj(i -> () -> (String)
                                    createAccount("ten seats only").extract().path("event"))
                            .toList())
                    .stream()
                    .filter(it -> it.resultNow().equals("account_created"))
                    .count();
            assertEquals(10, made);
        }
        assertEquals("10", ask("select counter from registration_tokens"));
    }

    @Test
    void whatIsRefusedLaterDoesNotUseATokenUp() throws SQLException {
        tokens("action", "create", "token", "precious token", "limit", 1);
        var email = freshEmail();
        event(
                SOMEBODY,
                "create_account",
                Map.of(
                        "email_address",
                        email,
                        "password",
                        "short",
                        "agreed_to_terms",
                        true,
                        "token",
                        "precious token"));
        assertEquals("0", ask("select counter from registration_tokens"));
    }

    @Test
    void onlyAdministratorsSeeAndMakeTokens() {
        tokensAs(TestCallers.nobody()).body("error", is("must be signed in"));
        tokensAs(SOMEBODY).body("error", is("only admins can manage registration tokens"));
        tokensAs(SOMEBODY, "action", "create").body("error", is("only admins can manage registration tokens"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token     | abc                | token must have 6 to 100 printable characters",
                "limit     | 0                  | limit must be a whole number from 1 to 1000000000",
                "limit     | many               | limit must be a whole number from 1 to 1000000000",
                "expires   | tomorrow           | expires must be a time such as 2030-01-31T12:00:00Z",
                "ephemeral | 1.5                | ephemeral must be a whole number from 1 to 31622400",
                "disabled  | perhaps            | property 'disabled' must be true or false"
            })
    void aFieldThatIsWrongIsNamedWithItsLimit(String field, String value, String error) {
        tokens("action", "create", field, value).body("error", startsWith(error));
    }

    @Test
    void anAdministratorChangesAndDeletesTokensAndNobodyReadsThem() throws SQLException {
        int id = tokens("action", "create", "token", "a token of mine", "limit", 5, "expires", "2030-01-01")
                .body("response[0].limit", is(5))
                .body("response[0].expires", is("2030-01-01T00:00:00.000Z"))
                .extract()
                .path("response[0].id");
        tokens("action", "create", "token", "a token of mine").body("error", is("there is such a token already"));
        tokens("action", "edit", "id", id, "limit", "", "disabled", true, "descr", "closed")
                .body("", is(Map.of()));
        tokens().body("response[0]", hasEntry("limit", null))
                .body("response[0].disabled", is(true))
                .body("response[0].descr", is("closed"))
                .body("response[0].hint", is("a t…ine"));
        tokens("action", "edit", "id", id, "token", "another text")
                .body("error", startsWith("the text of a token cannot be changed"));
        tokens("action", "edit", "id", 999_999).body("error", is("no registration token with id 999999"));
        assertNull(ask("select id from registration_tokens where encode(hash, 'escape') like '%mine%'"));
        tokens("action", "delete", "id", id).body("", is(Map.of()));
        tokens("action", "delete", "id", id).body("", is(Map.of()));
        tokens("action", "explode").body("error", is("action must be get, create, edit or delete"));
    }

    @Test
    void anEphemeralAccountEndsByItself() throws SQLException {
        tokens("action", "create", "token", "one hour visitors", "ephemeral", 3600);
        route(TestCallers.nobody(), "auth/requires-token", Map.of()).body("", is(false));
        var visitor = TestCallers.nobody().at("2001:db8:5::1");
        var answer = route(visitor, "auth/ephemeral", Map.of("registrationToken", "one hour visitors"))
                .body("account_id", notNullValue())
                .extract();
        var id = UUID.fromString(answer.path("account_id"));
        lookUp("session", answer.cookie("remember_me")).statusCode(200);
        housekeeping.sweep();
        assertEquals("f", ask("select deleted from accounts where account_id = ?", id));
        sql("update accounts set expires = now() where account_id = ?", id);
        housekeeping.sweep();
        assertEquals("t", ask("select deleted from accounts where account_id = ?", id));
        lookUp("session", answer.cookie("remember_me")).statusCode(404);
    }

    @Test
    void whoHasGuessedTooOftenIsNotToldWhichTokensThereAre() throws SQLException {
        tokens("action", "create", "token", "for those who stay");
        sql("insert into attempts (kind, subject, time)"
                + " select 'SIGN_UP', '198.51.100.78', now() from generate_series(1, 150)");
        route(
                        TestCallers.nobody().at("198.51.100.78"),
                        "auth/ephemeral",
                        Map.of("registrationToken", "for those who stay"))
                .body("error", startsWith("Too many accounts are being created"));
    }

    @Test
    void ephemeralAccountsNeedATokenForThem() {
        tokens("action", "create", "token", "for those who stay", "disabled", true);
        var visitor = TestCallers.nobody().at("2001:db8:6::1");
        route(visitor, "auth/ephemeral", Map.of()).body("error", is("Registration token required."));
        route(visitor, "auth/ephemeral", Map.of("registrationToken", "nonsense"))
                .body("error", is("Issue with registration token -- Registration token is wrong."));
        route(visitor, "auth/ephemeral", Map.of("registrationToken", "for those who stay"))
                .body("error", is("This registration token is not configured for ephemeral accounts."));
    }

    @Test
    void theAuditLogTellsWhoMadeAToken() throws SQLException {
        tokens("action", "create", "token", "watched token");
        route(ADMIN, "admin/registration-tokens", Map.of()).body("response.hint", hasItem("wat…ken"));
        assertEquals(
                "1",
                ask("select count(*) from audit where event = 'registration_token_created'"
                        + " and details ->> 'hint' = 'wat…ken'"));
    }
}
