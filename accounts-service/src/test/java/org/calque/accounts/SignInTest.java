package org.calque.accounts;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInTest extends AccountsTest {
    private static int client;

    /// Throttles count by address, so each test calls from another one.
    private final TestCaller nobody = TestCallers.nobody().at("192.0.2." + ++client);

    private static ValidatableResponse signIn(TestCaller caller, String email, String password) {
        return route(caller, "auth/sign-in", Map.of("email", email, "password", password));
    }

    @Test
    void theRightPasswordStartsASessionThatTheGatewayCanLookUp() {
        var email = freshEmail();
        var id = create(email);
        var cookies = signIn(nobody, email.toUpperCase(), PASSWORD)
                .statusCode(200)
                .body("account_id", is(id.toString()))
                .extract()
                .headers()
                .getValues("Set-Cookie");
        assertEquals("account_id=" + id + "; Path=/; Max-Age=15552000; SameSite=Lax", cookies.get(1));
        assertTrue(cookies.get(0).endsWith("; Path=/; Max-Age=15552000; SameSite=Lax; HttpOnly"), cookies.get(0));
        var session = cookies.get(0).split("[=;]")[1];
        lookUp("session", session)
                .statusCode(200)
                .body("account_id", is(id.toString()))
                .body("kind", is("account"))
                .body("key_id", startsWith("session-"));
        lookUp("session", session.substring(1)).statusCode(404);
        lookUp("key", session).statusCode(404);
    }

    @Test
    void anExpiredSessionIsUnknownAndDeleted() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        var session = signIn(nobody, email, PASSWORD).extract().cookie("remember_me");
        sql("update sessions set expire = now() - interval '1 second' where account_id = ?", id);
        lookUp("session", session).statusCode(404);
        assertEquals("0", ask("select count(*) from sessions where account_id = ?", id));
    }

    @Test
    void whyASignInFailedIsSaid() throws SQLException {
        var email = freshEmail();
        signIn(nobody, email, PASSWORD)
                .statusCode(200)
                .body("error", is("Problem signing into account -- no account with email address '" + email + "'."));
        var id = create(email);
        signIn(nobody, email, "wrong")
                .body("error", is("Problem signing into account -- password for '" + email + "' is incorrect."));
        signIn(nobody, email, "x".repeat(65))
                .body("error", containsString("The password must be shorter than 64 characters."));
        sql("update accounts set banned = true where account_id = ?", id);
        signIn(nobody, email, PASSWORD)
                .body("error", startsWith("Problem signing into account -- '" + email + "' is banned -- "));
        route(nobody, "auth/sign-in", Map.of()).body("error", containsString("must be given"));
    }

    @Test
    void anAccountWithoutPasswordCannotSignIn() {
        var email = freshEmail();
        event(SOMEBODY, "create_account", Map.of("email_address", email, "agreed_to_terms", true))
                .body("event", is("account_created"));
        signIn(nobody, email, "").body("error", containsString("is incorrect"));
    }

    @Test
    void fiveFailuresInAMinuteAreEnoughForOneAddressOfMail() throws SQLException {
        var email = freshEmail();
        create(email);
        for (int i = 0; i < 5; i++) {
            signIn(nobody, email, "wrong").body("error", containsString("is incorrect"));
        }
        signIn(nobody, email, PASSWORD)
                .body(
                        "error",
                        is("Too many attempts per minute to sign in as \"" + email
                                + "\". Wait one minute, then try again."));
        sql("update attempts set time = time - interval '61 seconds' where subject = ?", email);
        signIn(nobody, email, PASSWORD).body("account_id", not(is("")));
        sql(
                "insert into attempts (kind, subject, time) select 'SIGN_IN_EMAIL', ?, now() - interval '30 minutes'"
                        + " from generate_series(1, 45)",
                email);
        signIn(nobody, email, PASSWORD)
                .body("error", startsWith("Too many attempts per hour to sign in as \"" + email + "\". Wait about"));
    }

    @Test
    void thirtyFailuresInAMinuteAreEnoughForOneComputer() throws SQLException {
        sql(
                "insert into attempts (kind, subject, time) select 'SIGN_IN_ADDRESS', ?, now()"
                        + " from generate_series(1, 30)",
                nobody.address());
        var email = freshEmail();
        create(email);
        signIn(nobody, email, PASSWORD)
                .body("error", startsWith("Too many attempts per minute to sign in from your computer."));
        signIn(nobody.at("192.0.2.250"), email, PASSWORD).body("account_id", not(is("")));
    }

    @Test
    void manyGuessesAtOnceDoNotSlipPastTheThrottle() throws Exception {
        var email = freshEmail();
        create(email);
        try (var crowd = Executors.newFixedThreadPool(12)) {
            var guesses = IntStream.range(0, 12)
                    .mapToObj(i -> crowd.submit(() -> signIn(nobody, email, "guess " + i)))
                    .toList();
            int checked = 0;
            for (var guess : guesses) {
                String error = guess.get().extract().path("error");
                checked += error.startsWith("Problem") ? 1 : 0;
            }
            assertTrue(checked <= 6, checked + " guesses were checked");
        }
    }

    @Test
    void secretsAreStoredAsHashesOnly() throws SQLException {
        var email = freshEmail();
        create(email);
        var session = signIn(nobody, email, PASSWORD).extract().cookie("remember_me");
        assertEquals(4, session.split("\\$").length);
        assertEquals("1", ask("select count(*) from sessions where hash = sha256(convert_to(?, 'UTF8'))", session));
    }

    @Test
    void aHashOfOlderParametersIsRenewed() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        var old = "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$";
        sql("update accounts set password_hash = ? where account_id = ?", old + cheapHashOf("old secret"), id);
        signIn(nobody, email, "old secret").body("account_id", is(id.toString()));
        var renewed = ask("select password_hash from accounts where account_id = ?", id);
        assertTrue(renewed.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), renewed);
        signIn(nobody, email, "old secret").body("account_id", is(id.toString()));
    }

    private static String cheapHashOf(String password) {
        var argon2 = new org.bouncycastle.crypto.generators.Argon2BytesGenerator();
        argon2.init(new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                        org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(64)
                .withIterations(1)
                .withParallelism(1)
                .withSalt("saltsaltsaltsalt".getBytes())
                .build());
        var hash = new byte[32];
        argon2.generateBytes(password.getBytes(), hash);
        return java.util.Base64.getEncoder().withoutPadding().encodeToString(hash);
    }

    @Test
    void nothingInternalIsInAnAnswer() {
        signIn(nobody, "o'hara \"@ example", "x")
                .statusCode(200)
                .body("error", allOf(startsWith("Problem signing"), not(containsString("Exception"))));
    }
}
