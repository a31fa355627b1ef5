package org.calque.local.stories.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.calque.local.RunningSystem;
import org.calque.local.stories.Client;
import org.calque.local.stories.SeenSecrets;
import org.calque.local.stories.World;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Coming in by a browser: signing in and up, and giving a key to a program.
class SignInStoryTest extends BrowserStory {
    private static final Pattern AT_SETTINGS = Pattern.compile("/settings$");
    private static Client admin;
    private static Person ada;

    @BeforeAll
    static void somebodyHasAnAccount() {
        admin = new Client(
                RunningSystem.shared().baseUrl(), RunningSystem.shared().adminKey());
        ada = World.person(admin, "Ada", "Visitor");
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /// The one on the page itself: the frame has buttons of the same name.
    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /// The text that a field names as its problem.
    private static String problemOf(Page page, String label) {
        var field = field(page, label);
        assertThat(field).hasAttribute("aria-invalid", "true");
        return page.locator("#" + field.getAttribute("aria-describedby").split(" ")[0])
                .textContent();
    }

    /// Lets the server say what is wrong, where the browser would have said it first.
    private static void sendUnchecked(Page page, String button) {
        page.locator("main form").evaluate("form => form.noValidate = true");
        button(page, button).click();
    }

    @Test
    void adaSignsInAndOut() {
        var page = page();
        page.navigate("/");
        page.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Sign in"))
                .click();
        screenshot("sign-in");
        field(page, "E-mail address").fill(ada.email());
        field(page, "Password").fill("not the password 7");
        button(page, "Sign in").click();
        assertTrue(problemOf(page, "Password").startsWith("Password for"));
        assertThat(field(page, "Password")).isFocused();
        assertThat(field(page, "E-mail address")).hasValue(ada.email());
        screenshot("sign-in-refused");
        field(page, "Password").fill(ada.password());
        button(page, "Sign in").click();
        assertThat(page).hasURL(AT_SETTINGS);
        page.navigate("/auth/sign-out");
        screenshot("sign-out");
        button(page, "Sign out").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("You are signed out.");
        page.navigate("/settings");
        assertThat(page).hasURL(Pattern.compile("/auth/sign-in\\?target="));
    }

    @Test
    void theKeyboardIsEnough() {
        var page = page();
        page.navigate("/auth/sign-in");
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the page")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(field(page, "E-mail address")).isFocused();
        page.keyboard().type(ada.email());
        page.keyboard().press("Tab");
        page.keyboard().type(ada.password());
        page.keyboard().press("Enter");
        assertThat(page).hasURL(AT_SETTINGS);
    }

    @Test
    void noScriptIsNeeded() {
        var page = browserWithoutScripts();
        page.navigate("/auth/sign-in");
        field(page, "E-mail address").fill(ada.email());
        field(page, "Password").fill(ada.password());
        button(page, "Sign in").click();
        assertThat(page).hasURL(AT_SETTINGS);
    }

    @Test
    void aPasswordCanBeLookedAt() {
        var page = page();
        page.navigate("/auth/sign-in");
        var password = field(page, "Password");
        password.fill("look at me");
        page.getByLabel("Show the password").click();
        assertThat(password).hasAttribute("type", "text");
        page.getByLabel("Hide the password").click();
        assertThat(password).hasAttribute("type", "password");
    }

    @Test
    void aProgramReadsItsKeyFromTheAddressTheBrowserIsSentTo() {
        var page = page();
        page.navigate("/app?get_api_key=myapp");
        assertThat(page.getByText("CoCalc API Key Access for Myapp")).isVisible();
        screenshot("key-flow");
        field(page, "E-mail address").fill(ada.email());
        field(page, "Password").fill(ada.password());
        var first = keyAfter(page, "Sign in and give the key");
        assertEquals("pong", admin.withKey(first).call("ping").event());

        page.navigate("/app?get_api_key=myapp");
        screenshot("key-flow-confirm");
        var second = keyAfter(page, "Give the key to Myapp");
        assertEquals("pong", admin.withKey(second).call("ping").event());
    }

    /// Nobody answers where the browser is sent: the program that watches it has seen the address by then.
    private String keyAfter(Page page, String button) {
        var request = page.waitForRequest(
                Pattern.compile("^https://authenticated/.*"),
                () -> button(page, button).click());
        var url = request.url();
        SeenSecrets.rememberAllIn("", url);
        assertEquals(302, request.redirectedFrom().response().status());
        assertEquals(null, request.headers().get("referer"));
        page.waitForURL(Pattern.compile("^chrome-error:"));
        return url.substring(url.indexOf('=') + 1);
    }

    @Test
    void everyProblemOfSigningUpStandsBesideItsField() {
        var page = page();
        page.navigate("/auth/sign-up");
        screenshot("sign-up");
        sendUnchecked(page, "Make the account");
        assertEquals("Enter your first name.", problemOf(page, "First name"));
        assertEquals("Enter your last name.", problemOf(page, "Last name"));
        assertEquals("Enter your e-mail address.", problemOf(page, "E-mail address"));
        assertThat(field(page, "First name")).isFocused();

        field(page, "First name").fill("www.buy-this.example");
        field(page, "Last name").fill("<script>alert(1)</script>");
        field(page, "E-mail address").fill("nobody");
        field(page, "Password").fill("12345678");
        sendUnchecked(page, "Make the account");
        assertTrue(problemOf(page, "E-mail address").contains("'nobody' is not valid"));
        assertTrue(problemOf(page, "Password").length() > 10);
        assertTrue(problemOf(page, "First name").length() > 10);
        assertEquals(
                "You must agree to the terms of usage.",
                problemOf(page, "I agree to the terms of usage of this server."));
        screenshot("sign-up-refused");

        field(page, "First name").fill("Nora");
        field(page, "Last name").fill("Newcomer");
        field(page, "E-mail address").fill(ada.email());
        field(page, "Password").fill("viola Tundra 91 kettle");
        field(page, "I agree to the terms of usage of this server.").check();
        button(page, "Make the account").click();
        assertTrue(problemOf(page, "E-mail address").endsWith("already in use."));

        field(page, "E-mail address").fill("nora-" + System.nanoTime() + "@example.com");
        field(page, "Password").fill("viola Tundra 91 kettle");
        button(page, "Make the account").click();
        assertThat(page).hasURL(AT_SETTINGS);
    }

    @Test
    void whereInvitationsAreNeededTheyAreAskedFor() {
        var made = admin.v2("admin/registration-tokens", "action", "create", "descr", "for a story")
                .json()
                .at("/response/0");
        try {
            var page = page();
            page.navigate("/auth/sign-up");
            field(page, "First name").fill("Ina");
            field(page, "Last name").fill("Invited");
            field(page, "E-mail address").fill("ina-" + System.nanoTime() + "@example.com");
            field(page, "Password").fill("viola Tundra 91 kettle");
            field(page, "Registration token").fill("not the right one");
            field(page, "I agree to the terms of usage of this server.").check();
            button(page, "Make the account").click();
            assertTrue(problemOf(page, "Registration token").contains("Registration token is wrong"));
            screenshot("sign-up-invitation");
            field(page, "Password").fill("viola Tundra 91 kettle");
            field(page, "Registration token").fill(made.path("token").asText());
            button(page, "Make the account").click();
            assertThat(page).hasURL(AT_SETTINGS);
        } finally {
            admin.v2(
                    "admin/registration-tokens",
                    "action",
                    "delete",
                    "id",
                    made.path("id").asLong());
        }
    }

    @Test
    void whoeverForgotThePasswordChoosesAnother() {
        var forgetful = World.person(admin, "Fay", "Forgetful");
        var page = page();
        page.navigate("/auth/password-reset");
        field(page, "E-mail address").fill(forgetful.email());
        button(page, "Send the link").click();
        assertTrue(problemOf(page, "E-mail address").contains("Sending password reset email failed"));
        screenshot("password-reset-without-mail");

        var link = admin.v2("admin/reset-password", "account_id", forgetful.accountId())
                .text("link");
        page.navigate(link);
        field(page, "New password").fill("12345678");
        button(page, "Set the password and sign in").click();
        assertTrue(problemOf(page, "New password").length() > 10);
        field(page, "New password").fill("sorrel Anvil 47 lantern");
        button(page, "Set the password and sign in").click();
        assertThat(page).hasURL(Pattern.compile("/settings"));
        page.navigate(link);
        field(page, "New password").fill("another Anvil 48 lantern");
        button(page, "Set the password and sign in").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Password reset no longer valid.");
    }

    @Test
    void theOtherPagesAreForEverybody() {
        for (var path : new String[] {"/auth/password-reset", "/auth/password-reset/nonsense", "/auth/verify-email"}) {
            page().navigate(path);
            screenshot(path.substring(1).replace('/', '-'));
        }
        button(page(), "Yes, this is mine").click();
        assertThat(page().getByRole(AriaRole.ALERT)).isVisible();
    }
}
