package org.calque.accounts;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SignUpTest extends AccountsTest {
    private static final TestCaller NOBODY = TestCallers.nobody().at("2001:db8::1");

    private static Map<String, Object> form(String email, Object... more) {
        var form = new HashMap<String, Object>(Map.of("email", email, "password", PASSWORD, "terms", true));
        for (int i = 0; i < more.length; i += 2) {
            form.put((String) more[i], more[i + 1]);
        }
        return form;
    }

    @Test
    void aVisitorGetsAnAccountAndIsSignedIn() {
        var answer = route(NOBODY, "auth/sign-up", form(freshEmail(), "firstName", "Grace"))
                .statusCode(200)
                .body("account_id", notNullValue())
                .extract();
        assertNotNull(answer.cookie("remember_me"));
        var me = TestCallers.account(UUID.fromString(answer.path("account_id")));
        route(me, "accounts/profile", Map.of())
                .body("profile.first_name", is("Grace"))
                .body("profile.last_name", startsWith("User-"));
    }

    @Test
    void whoHasAnAccountIsSignedIn() {
        var email = freshEmail();
        String id = route(NOBODY, "auth/sign-up", form(email)).extract().path("account_id");
        route(NOBODY, "auth/sign-up", Map.of("email", email, "password", PASSWORD))
                .body("account_id", is(id))
                .cookie("remember_me");
        route(NOBODY, "auth/sign-up", form(email, "password", "another-Tundra-92-kettle"))
                .body("issues.email", is("Email address \"" + email + "\" already in use."));
    }

    @Test
    void allIssuesComeAtOnce() {
        route(NOBODY, "auth/sign-up", Map.of("email", "grace", "password", "short"))
                .body("issues.terms", is("You must agree to the terms of usage."))
                .body("issues.email", is("You must provide a valid email address -- 'grace' is not valid."))
                .body("issues.password", is("Your password must not be very easy to guess."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password123 | Password is too weak.",
                "qwertyuiop | Password is too weak.",
                "grace.hopper1906 | Password is too weak.",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | Your password must be at most 64"
            })
    void aPasswordThatIsEasyToGuessIsRefused(String password, String issue) {
        route(
                        NOBODY,
                        "auth/sign-up",
                        form(
                                "grace.hopper" + System.nanoTime() + "@example.org",
                                "password",
                                password,
                                "firstName",
                                "grace.hopper"))
                .body("issues.password", startsWith(issue));
    }

    @Test
    void withAKeyOnlyAdministratorsMakeUsersAndStayThemselves() {
        route(SOMEBODY, "auth/sign-up", form(freshEmail()))
                .body("issues.api", is("Error: Only users in the group 'admin' are allowed to create new users."));
        route(TestCallers.project(FakeProjects.writable()), "auth/sign-up", form(freshEmail()))
                .body("issues", hasKey("api"));
        var made = route(SOMEBODY.admin(), "auth/sign-up", form(freshEmail()))
                .body("account_id", notNullValue())
                .extract();
        assertNull(made.cookie("remember_me"));
        route(SOMEBODY.admin(), "auth/sign-up", Map.of("terms", true))
                .body("issues.api", is("Creation of anonymous accounts via the API is not allowed."));
    }

    @Test
    void aVisitorWithoutAddressIsRefusedByDefault() {
        route(NOBODY, "auth/sign-up", Map.of("terms", true))
                .body("issues", is(Map.of("email", "Anonymous account creation is disabled.")));
    }

    @Test
    void guessingByWayOfSigningUpIsThrottledToo() {
        var email = freshEmail();
        route(NOBODY, "auth/sign-up", form(email));
        for (int i = 0; i < 5; i++) {
            route(NOBODY, "auth/sign-up", form(email, "password", "guess number " + i));
        }
        route(NOBODY, "auth/sign-up", form(email))
                .body("issues.email", allOf(startsWith("Email address"), notNullValue()));
    }
}
