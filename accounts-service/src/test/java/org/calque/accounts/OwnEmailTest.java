package org.calque.accounts;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnEmailTest extends AccountsTest {
    private static ValidatableResponse change(TestCaller caller, String email, String password) {
        return event(
                caller,
                "change_email_address",
                Map.of(
                        "account_id",
                        UUID.randomUUID().toString(),
                        "old_email_address",
                        "ignored",
                        "new_email_address",
                        email,
                        "password",
                        password));
    }

    private static ValidatableResponse set(TestCaller caller, String email, String password) {
        return route(caller, "accounts/set-email-address", Map.of("email_address", email, "password", password));
    }

    private String emailOf(TestCaller caller) throws SQLException {
        return ask("select email_address from accounts where account_id = ?", caller.id());
    }

    @Test
    void theNewAddressIsKeptInLowerCaseByBothFaces() throws SQLException {
        var ada = member();
        var first = freshEmail();
        change(ada, "  " + first.toUpperCase(), PASSWORD)
                .body("event", is("changed_email_address"))
                .body("error", nullValue());
        assertEquals(first, emailOf(ada));
        var second = freshEmail();
        set(ada, second.toUpperCase(), PASSWORD).body("status", is("success"));
        assertEquals(second, emailOf(ada));
        set(ada, second, PASSWORD).body("status", is("success"));
        assertEquals("3", ask("select count(*) from audit where event = 'email_changed' and target = ?", ada.id()));
    }

    @Test
    void everyRefusalHasTheWordsOfItsFace() throws SQLException {
        var ada = member();
        var before = emailOf(ada);
        var taken = freshEmail();
        create(taken);
        change(ada, "nobody", PASSWORD).body("error", is("Error: email address is not valid"));
        set(ada, "nobody", PASSWORD).body("error", is("email address is not valid"));
        change(ada, freshEmail(), "12345").body("error", is("Error: password must be at least 6 characters"));
        set(ada, freshEmail(), "1234567").body("error", is("password must be at least 8 characters"));
        change(ada, freshEmail(), "wrong password").body("error", is("Error: password is incorrect"));
        set(ada, freshEmail(), "wrong password").body("error", is("password is incorrect"));
        var inUse = "email address \"" + taken + "\" is already in use by another account";
        change(ada, taken.toUpperCase(), PASSWORD).body("event", is("error")).body("error", is("Error: " + inUse));
        set(ada, taken, PASSWORD).body("error", is(inUse));
        assertEquals(before, emailOf(ada));
    }

    @Test
    void whoIsNoAccountHasNoAddress() {
        change(TestCallers.project(UUID.randomUUID()), freshEmail(), PASSWORD).body("error", is("must be signed in"));
        set(TestCallers.nobody(), freshEmail(), PASSWORD).body("error", is("account_id is not valid"));
        set(SOMEBODY, freshEmail(), PASSWORD).body("error", is("no such account"));
        change(SOMEBODY, freshEmail(), PASSWORD).body("error", is("Error: no such account"));
        route(member(), "accounts/set-email-address", Map.of()).body("error", is("email address is not valid"));
        route(member(), "accounts/set-email-address", Map.of("email_address", freshEmail()))
                .body("error", is("password must be at least 8 characters"));
    }

    @Test
    void anAccountWithoutPasswordGetsBothAtOnce() throws SQLException {
        var ada = TestCallers.account(UUID.fromString(event(SOMEBODY, "create_account", Map.of("agreed_to_terms", true))
                .extract()
                .path("account_id")));
        var email = freshEmail();
        set(ada, email, "x".repeat(65)).body("error", is("password must be at most 64 characters"));
        set(ada, email, PASSWORD).body("status", is("success"));
        route(SignedIn.freshClient(), "auth/sign-in", Map.of("email", email, "password", PASSWORD))
                .body("account_id", is(ada.id().toString()));
    }

    @Test
    void ofTwoWhoWantOneAddressAtOnceOneHasIt() throws Exception {
        var email = freshEmail();
        var wishes = new ArrayList<Callable<ValidatableResponse>>();
        for (int i = 0; i < 2; i++) {
            var one = member();
            var other = member();
            wishes.add(() -> set(one, email, PASSWORD));
            wishes.add(() -> change(other, email, PASSWORD));
        }
        wishes.add(() -> event(
                SOMEBODY,
                "create_account",
                Map.of("email_address", email, "password", PASSWORD, "agreed_to_terms", true)));
        int won = 0;
        try (var all = Executors.newFixedThreadPool(wishes.size())) {
            for (var answer : all.invokeAll(wishes)) {
                var body = answer.get().statusCode(200).extract().asString();
                var isWon = List.of("\"success\"", "\"changed_email_address\"", "\"account_created\"").stream()
                        .anyMatch(body::contains);
                assertEquals(!isWon, body.contains("already"), body);
                won += isWon ? 1 : 0;
            }
        }
        assertEquals(1, won);
    }
}
