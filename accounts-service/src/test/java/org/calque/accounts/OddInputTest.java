package org.calque.accounts;

import static java.time.Duration.ofSeconds;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What no client sends by intent is answered in words all the same, never as a surprise.
@QuarkusTest
class OddInputTest extends AccountsTest {
    private static final String SURPRISE = "something went wrong";

    @ParameterizedTest
    @ValueSource(strings = {"a\0b@example.org", "\uD800@example.org", "", "@", "a@b", "ä@ü.de"})
    void oddAddresses(String email) {
        var form = Map.of("email", email, "password", PASSWORD, "terms", true);
        route(TestCallers.nobody().at("203.0.113.77"), "auth/sign-in", form)
                .statusCode(200)
                .body(not(containsString(SURPRISE)));
        route(TestCallers.nobody(), "auth/sign-up", form).statusCode(200).body(not(containsString(SURPRISE)));
        event(SOMEBODY, "create_account", Map.of("email_address", email, "agreed_to_terms", true))
                .statusCode(200)
                .body("event", anyOf(is("account_created"), is("account_creation_failed")));
        event(SOMEBODY, "user_auth", Map.of("account_id", email, "password", "x"))
                .body("error", anyOf(is("incorrect password"), containsString("banned --")));
        route(SOMEBODY, "accounts/profile", Map.of("account_id", email)).body(not(containsString(SURPRISE)));
    }

    @Test
    void veryLongTextsAreAnsweredSoon() {
        var megabyte = "x".repeat(1 << 20);
        var form = Map.of(
                "email",
                freshEmail(),
                "password",
                PASSWORD,
                "terms",
                true,
                "firstName",
                megabyte,
                "lastName",
                megabyte);
        assertTimeout(ofSeconds(10), () -> {
            route(TestCallers.nobody(), "auth/sign-up", form).body(not(containsString(SURPRISE)));
            event(
                            SOMEBODY,
                            "create_account",
                            Map.of(
                                    "email_address", megabyte,
                                    "first_name", megabyte,
                                    "usage_intent", megabyte,
                                    "agreed_to_terms", true))
                    .body("reason.email_address", is("Email address does not appear to be valid."));
            route(TestCallers.nobody().at("203.0.113.78"), "auth/sign-in", Map.of("email", megabyte, "password", "x"))
                    .body("error", containsString("no account with email address"));
            event(SOMEBODY, "log_client_error", Map.of("error", megabyte)).body("event", is("success"));
            lookUp("key", megabyte).statusCode(404);
        });
    }
}
