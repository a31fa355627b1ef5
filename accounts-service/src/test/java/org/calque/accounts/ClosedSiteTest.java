package org.calque.accounts;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;

/// A site whose operator lets nobody sign up by e-mail address, and people of one domain by another way only.
@QuarkusTest
@TestProfile(ClosedSiteTest.Closed.class)
class ClosedSiteTest extends AccountsTest {
    private static final String OTHER_WAY =
            "To sign up with \"@example.edu\", you have to use the corresponding SSO connect mechanism listed above!";

    public static class Closed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "accounts.sign-up.by-email", "false",
                    "accounts.sign-up.anonymous-by-key", "false",
                    "accounts.sign-up.anonymous", "true",
                    "accounts.sign-up.limit", "2",
                    "accounts.sign-up.exclusive-domains", "example.edu,example.ac.uk");
        }
    }

    @Test
    void noProgramMakesAnAccountWithOrWithoutAnAddress() {
        event(
                        elsewhere(),
                        "create_account",
                        Map.of("email_address", freshEmail(), "password", PASSWORD, "agreed_to_terms", true))
                .body("event", is("account_creation_failed"))
                .body("reason", is(Map.of("other", "Signing up via email/password is disabled.")));
        event(elsewhere(), "create_account", Map.of("agreed_to_terms", true))
                .body("reason", is(Map.of("other", "Anonymous sign up is disabled.")));
    }

    @Test
    void peopleOfAnExclusiveDomainAreSentToTheOtherWay() {
        event(
                        elsewhere(),
                        "create_account",
                        Map.of("email_address", "Ada@Example.EDU", "password", PASSWORD, "agreed_to_terms", true))
                .body("reason.email_address", is(OTHER_WAY));
        route(
                        TestCallers.nobody().at("2001:db8:200::1"),
                        "auth/sign-up",
                        Map.of("email", "ada@example.edu", "password", PASSWORD, "terms", true))
                .body("issues", is(Map.of("email", OTHER_WAY)));
    }

    @Test
    void aVisitorGetsAnAnonymousAccountButNotTooMany() {
        var visitor = TestCallers.nobody().at("2001:db8:201::1");
        route(visitor, "auth/sign-up", Map.of("email", freshEmail(), "password", PASSWORD, "terms", true))
                .body("issues", is(Map.of("email", "Email account creation is disabled.")));
        route(visitor, "auth/sign-up", Map.of("terms", true)).body("account_id", notNullValue());
        route(visitor, "auth/sign-up", Map.of("terms", true)).body("account_id", notNullValue());
        route(visitor, "auth/sign-up", Map.of("terms", true))
                .body(
                        "issues.email",
                        startsWith("Too many accounts are being created from the ip address 2001:db8:201::1;"
                                + " try again later."));
    }
}
