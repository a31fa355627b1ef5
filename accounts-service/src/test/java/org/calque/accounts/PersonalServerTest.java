package org.calque.accounts;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.util.Map;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;

/// The server of one person.
@QuarkusTest
@TestProfile(PersonalServerTest.Personal.class)
class PersonalServerTest extends AccountsTest {
    public static class Personal implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("accounts.sign-up.personal", "true");
        }
    }

    @Test
    void makesNoAccountsForPrograms() {
        event(
                        elsewhere(),
                        "create_account",
                        Map.of("email_address", freshEmail(), "password", PASSWORD, "agreed_to_terms", true))
                .body("event", is("error"))
                .body("error", is("account creation not allowed on personal server"));
    }

    @Test
    void fiftyFailedSignInsWithinAnHourAreEnough() throws SQLException {
        var email = freshEmail();
        for (int i = 0; i < 50; i++) {
            sql(
                    "insert into attempts (kind, subject, time) values ('SIGN_IN_EMAIL', ?, now() - interval '5 minutes')",
                    email);
        }
        route(TestCallers.nobody().at("2001:db8:210::1"), "auth/sign-in", Map.of("email", email, "password", PASSWORD))
                .body(
                        "error",
                        startsWith("Too many attempts per hour to sign in as \"" + email
                                + "\". Wait about an hour, then try again."));
    }
}
