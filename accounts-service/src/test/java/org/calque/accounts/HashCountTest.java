package org.calque.accounts;

import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;

/// Hashing a password takes far longer than all else, so the number of hashes is the time of an answer: it must not
/// tell whether there is an account.
@QuarkusTest
class HashCountTest extends AccountsTest {
    @Inject
    MeterRegistry metrics;

    private int hashesOf(Runnable work) {
        double before = count();
        work.run();
        return (int) (count() - before);
    }

    private double count() {
        return metrics.get("calque.accounts.password.hashes").counter().count();
    }

    @Test
    void signInTakesAsLongForAnUnknownAddress() {
        var known = freshEmail();
        create(known);
        for (var email : new String[] {known, freshEmail()}) {
            assertEquals(
                    1,
                    hashesOf(() -> route(
                                    SignedIn.freshClient(), "auth/sign-in", Map.of("email", email, "password", "wrong"))
                            .body("error", startsWith("Problem signing into account -- "))));
        }
    }

    @Test
    void signUpThatFailsTakesAsLongForAnUnknownAddressUntilAndAfterItIsThrottled() {
        var known = freshEmail();
        create(known);
        var unknown = freshEmail();
        for (int i = 0; i < 7; i++) {
            var hashes = i < 5 ? 1 : 0;
            for (var email : new String[] {known, unknown}) {
                assertEquals(
                        hashes,
                        hashesOf(() -> route(
                                        SignedIn.freshClient(),
                                        "auth/sign-up",
                                        Map.of("email", email, "password", "another-Tundra-92-kettle"))
                                .body("issues", hasKey("terms"))));
            }
        }
    }

    @Test
    void signUpFromAnAddressThatHasMadeTooManyAccountsCostsNoHash() throws SQLException {
        sql("insert into attempts (kind, subject, time)"
                + " select 'SIGN_UP', '198.51.100.77', now() from generate_series(1, 150)");
        var wish = Map.of(
                "email", freshEmail(), "password", PASSWORD, "terms", true, "firstName", "Ada", "lastName", "Byron");
        assertEquals(
                0,
                hashesOf(() -> route(TestCallers.nobody().at("198.51.100.77"), "auth/sign-up", wish)
                        .body("issues.email", startsWith("Too many accounts are being created"))));
    }

    @Test
    void userAuthTakesAsLongForAnUnknownAccount() {
        var caller = TestCallers.account(UUID.randomUUID());
        var withoutPassword = event(SOMEBODY, "create_account", Map.of("agreed_to_terms", true))
                .extract()
                .<String>path("account_id");
        for (var target : new String[] {
            create(freshEmail()).toString(), withoutPassword, UUID.randomUUID().toString(), "nonsense"
        }) {
            assertEquals(
                    1,
                    hashesOf(() -> event(caller, "user_auth", Map.of("account_id", target, "password", "wrong"))
                            .body("error", is("incorrect password"))),
                    target);
        }
    }

    @Test
    void aWrongPresentPasswordCostsOneHash() {
        var ada = member();
        assertEquals(
                1,
                hashesOf(() -> event(
                                ada,
                                "change_password",
                                Map.of("account_id", "x", "old_password", "wrong", "new_password", PASSWORD))
                        .body("error", is("invalid old password"))));
        assertEquals(
                1,
                hashesOf(() -> route(
                                ada,
                                "accounts/set-email-address",
                                Map.of("email_address", freshEmail(), "password", "wrong password"))
                        .body("error", is("password is incorrect"))));
    }
}
