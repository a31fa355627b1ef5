package org.calque.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class SignUpPagesTest {
    private static final String SIGN_UP = "/auth/sign-up";
    private static final String RESET = "/auth/password-reset";
    private static final String VERIFY = "/auth/verify-email";

    private static ValidatableResponse signUp(Browser browser, String firstName, String password, String... more) {
        var fields = new String[] {
            "firstName", firstName, "lastName", "Lovelace", "email", "a@b.de", "password", password, "terms", "yes"
        };
        var all = new String[fields.length + more.length];
        System.arraycopy(fields, 0, all, 0, fields.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return browser.send(SIGN_UP, SIGN_UP, all);
    }

    @Test
    void whoeverSignsUpIsSignedIn() {
        var browser = new Browser();
        signUp(browser, "Ada", "right").statusCode(303).header("Location", "/settings");
        assertEquals(FakeAccounts.SESSION, browser.cookie("remember_me"));
    }

    @Test
    void insideTheFlowOfAKeyTheProgramGetsIt() {
        signUp(new Browser(), "Ada", "right", "get_api_key", "myapp")
                .statusCode(302)
                .header("Location", "https://authenticated/?api_key=" + FakeAccounts.KEY);
    }

    @Test
    void everyIssueStandsBesideItsFieldAndTheRestAboveAll() {
        var page = signUp(new Browser(), "<i>Ada</i>", "weak").statusCode(422);
        for (String field : new String[] {"firstName", "lastName", "email", "password", "terms", "registrationToken"}) {
            page.body("**.find { it.@id == '" + field + "' }.@aria-invalid", is("true"))
                    .body("**.find { it.@id == '" + field + "-problem' }.text()", containsString("<" + field + ">"));
        }
        page.body("**.find { it.@role == 'alert' }.text()", containsString("Wrong <api>"))
                .body("**.find { it.@id == 'firstName' }.@value", is("<i>Ada</i>"))
                .body(not(containsString("<i>Ada")))
                .body(not(containsString("value=\"weak\"")));
    }

    @Test
    void namesAndAddressAreNotMadeUp() {
        new Browser()
                .send(SIGN_UP, SIGN_UP, "password", "right", "terms", "yes")
                .statusCode(422)
                .body("**.find { it.@id == 'firstName-problem' }.text()", is("Enter your first name."))
                .body("**.find { it.@id == 'email-problem' }.text()", is("Enter your e-mail address."));
    }

    @Test
    void whoeverForgotThePasswordIsSentALink() {
        new Browser()
                .send(RESET, RESET, "email", "ada@example.org")
                .statusCode(200)
                .body(containsString("Look into your mail"));
        new Browser()
                .send(RESET, RESET, "email", "nobody@example.org")
                .statusCode(422)
                .body("**.find { it.@id == 'email-problem' }.text()", containsString("There is no account"));
        new Browser().send(RESET, RESET).statusCode(422);
    }

    @Test
    void theLinkSetsAPasswordAndSignsIn() {
        var browser = new Browser();
        browser.get(RESET + "/right").statusCode(200);
        assertNull(browser.cookie("remember_me"));
        browser.send(RESET + "/right", RESET + "/right", "password", "right").statusCode(303);
        assertEquals(FakeAccounts.SESSION, browser.cookie("remember_me"));
        new Browser()
                .send(RESET + "/old", RESET + "/old", "password", "right")
                .statusCode(422)
                .body("**.find { it.@role == 'alert' }.text()", containsString("no longer valid"));
    }

    @Test
    void anAddressIsConfirmedByTheButtonAndNotByTheLink() {
        new Browser()
                .get(VERIFY + "?email=ada@example.org&token=right")
                .statusCode(200)
                .body(containsString("Is <strong>ada@example.org</strong> your"));
        new Browser()
                .send(VERIFY, VERIFY, "email", "ada@example.org", "token", "right")
                .statusCode(200)
                .body(containsString("is confirmed"));
        new Browser()
                .send(VERIFY, VERIFY, "email", "ada@example.org", "token", "wrong")
                .statusCode(422)
                .body("**.find { it.@role == 'alert' }.text()", is("Tokens do not match."));
    }
}
