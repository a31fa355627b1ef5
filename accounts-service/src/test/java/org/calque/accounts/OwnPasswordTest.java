package org.calque.accounts;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnPasswordTest extends AccountsTest {
    private static final String OTHER = "cobalt-Harbour-17-lantern";

    private static ValidatableResponse change(TestCaller caller, String old, String wanted) {
        return event(
                caller,
                "change_password",
                Map.of("account_id", UUID.randomUUID().toString(), "old_password", old, "new_password", wanted));
    }

    private static ValidatableResponse set(TestCaller caller, String current, String wanted) {
        return route(caller, "accounts/set-password", Map.of("currentPassword", current, "newPassword", wanted));
    }

    private static ValidatableResponse signIn(String email, String password) {
        return route(SignedIn.freshClient(), "auth/sign-in", Map.of("email", email, "password", password));
    }

    @Test
    void theOthersSessionsAndTokensEndAndKeysStay() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        var present = SignedIn.as(id, email, PASSWORD);
        var other = SignedIn.as(id, email, PASSWORD);
        String key = route(present.caller(), "api-keys", Map.of("action", "create"))
                .extract()
                .path("response[0].secret");
        event(SOMEBODY.admin(), "user_auth", Map.of("account_id", id.toString(), "password", ""));

        set(present.caller(), PASSWORD, OTHER).body("status", is("success"));

        assertFalse(present.isOver());
        assertTrue(other.isOver());
        lookUp("key", key).statusCode(200);
        assertEquals("0", ask("select count(*) from auth_tokens where account_id = ?", id));
        signIn(email, PASSWORD).body("error", startsWith("Problem signing into account -- password for"));
        signIn(email, OTHER).body("account_id", is(id.toString()));
    }

    @Test
    void bothFacesChangeItOnceThePresentOneIsTold() {
        var ada = member();
        change(ada, PASSWORD, OTHER).body("event", is("changed_password")).body("error", nullValue());
        set(ada, OTHER, PASSWORD).body("status", is("success"));
        change(ada, OTHER, PASSWORD).body("event", is("changed_password")).body("error", is("invalid old password"));
        set(ada, OTHER, PASSWORD).body("error", is("Current password is incorrect."));
    }

    @Test
    void anUnfitPasswordIsRefusedInTheWordsOfEachFace() {
        var ada = member();
        for (var unfit : new String[] {"", "12345", "x".repeat(65)}) {
            change(ada, PASSWORD, unfit)
                    .body("event", is("changed_password"))
                    .body("error.new_password", is("Password must be between 6 and 64 characters in length."));
        }
        set(ada, PASSWORD, "short").body("error", startsWith("Password is too weak."));
        set(ada, PASSWORD, "password123").body("error", startsWith("Password is too weak."));
        set(ada, PASSWORD, "x".repeat(65)).body("error", is("Your password must be at most 64 characters long."));
        change(ada, PASSWORD, "123456").body("error", nullValue());
    }

    @Test
    void anAccountWithoutPasswordTellsNone() {
        var ada = TestCallers.account(UUID.fromString(event(SOMEBODY, "create_account", Map.of("agreed_to_terms", true))
                .extract()
                .path("account_id")));
        route(ada, "auth/has-password", Map.of()).body("hasPassword", is(false));
        event(ada, "change_password", Map.of("account_id", ada.id().toString(), "new_password", PASSWORD))
                .body("event", is("changed_password"))
                .body("error", nullValue());
        route(ada, "auth/has-password", Map.of()).body("hasPassword", is(true));
    }

    @Test
    void whoIsNoAccountHasNoPassword() {
        for (var caller : new TestCaller[] {TestCallers.project(UUID.randomUUID()), SOMEBODY}) {
            change(caller, PASSWORD, OTHER).body("error", is("must be signed in"));
            set(caller, PASSWORD, OTHER).body("error", is("No such account"));
        }
        set(TestCallers.nobody(), PASSWORD, OTHER).body("error", is("No such account"));
        route(TestCallers.nobody(), "auth/has-password", Map.of()).body("error", is("must be signed in"));
        route(member(), "accounts/set-password", Map.of()).body("error", is("Current password is incorrect."));
    }

    @Test
    void fiveWrongPasswordsInAMinuteAreEnoughWhereverTheyAreGiven() throws SQLException {
        var ada = member();
        for (int i = 0; i < 2; i++) {
            change(ada, "guess " + i, OTHER).body("error", is("invalid old password"));
            set(ada, "guess " + i, OTHER).body("error", is("Current password is incorrect."));
        }
        event(SOMEBODY, "user_auth", Map.of("account_id", ada.id().toString(), "password", "guess"))
                .body("error", is("incorrect password"));
        var refusal = "Too many attempts per minute to give the password of this account."
                + " Wait one minute, then try again.";
        change(ada, PASSWORD, OTHER).body("event", is("changed_password")).body("error", is(refusal));
        set(ada, PASSWORD, OTHER).body("error", is(refusal));
        route(ada, "accounts/set-email-address", Map.of("email_address", freshEmail(), "password", PASSWORD))
                .body("error", is(refusal));
        event(
                        SOMEBODY.at("192.0.2.9"),
                        "user_auth",
                        Map.of("account_id", ada.id().toString(), "password", PASSWORD))
                .body("error", startsWith("banned --"));
        sql(
                "update attempts set time = time - interval '61 seconds' where subject = ?",
                ada.id().toString());
        set(ada, PASSWORD, OTHER).body("status", is("success"));
    }

    @Test
    void ofTwoChangesAtOnceOneWins() throws Exception {
        var ada = member();
        try (var both = Executors.newFixedThreadPool(4)) {
            var answers = IntStream.range(0, 4)
                    .mapToObj(i -> both.submit(() -> set(ada, PASSWORD, OTHER + i)))
                    .toList();
            int won = 0;
            for (var answer : answers) {
                won += "success".equals(answer.get().statusCode(200).extract().path("status")) ? 1 : 0;
            }
            assertEquals(1, won);
        }
    }
}
