package org.calque.local.stories.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.Test;

/// What people change about their account, and what administrators see of all.
class SettingsStoryTest extends BrowserStory {
    @Test
    void aPersonChangesNameAddressAndPasswordAndLeaves() {
        var ada = SignedIn.somebody("Ada");
        var page = page();
        SignedIn.as(page, ada);
        page.navigate("/settings");
        screenshot("settings");
        page.getByLabel("First name").fill("Augusta");
        button(page, "Save the name").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Your name is changed.");
        assertThat(page.getByLabel("First name")).hasValue("Augusta");

        page.getByLabel("New address").fill("augusta-" + ada.accountId() + "@example.com");
        page.getByLabel("Your password").fill("wrong password");
        button(page, "Change the address").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("incorrect");
        screenshot("settings-refused");

        var password = "another horse " + ada.accountId().substring(0, 8);
        page.getByLabel("Present password").fill(ada.password());
        page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                .fill(password);
        page.getByLabel("New password, again").fill(password);
        button(page, "Change the password").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your password is changed");

        link(page, "Delete…").click();
        screenshot("settings-delete");
        page.getByLabel("Type").fill("something else");
        button(page, "Delete the account").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing was deleted");
        page.getByLabel("Type").fill(ada.email());
        button(page, "Delete the account").click();
        page.waitForURL(Pattern.compile("/auth/sign-in"));
        page.navigate("/settings");
        page.waitForURL(Pattern.compile("/auth/sign-in\\?target="));
    }

    @Test
    void signingOutEverywhereEndsEveryBrowser() {
        var ada = SignedIn.somebody("Ada");
        var other = anotherBrowser();
        for (var each : List.of(page(), other)) {
            SignedIn.as(each, ada);
            each.navigate("/settings");
        }
        button(page(), "Sign out everywhere").click();
        page().waitForURL(Pattern.compile("/auth/sign-in"));
        other.waitForCondition(() -> {
            other.navigate("/settings");
            return other.url().contains("/auth/sign-in");
        });
    }

    @Test
    void anAdministratorFindsBansAndAppoints() {
        var admin = administrator();
        var grace = SignedIn.somebody("Grace");
        var page = page();
        SignedIn.as(page, admin);
        page.navigate("/admin");
        screenshot("admin");
        link(page, "Accounts").click();
        page.getByLabel("Name, address or id").fill(grace.email());
        button(page, "Search").click();
        screenshot("admin-accounts");
        link(page, "Grace Example").click();
        button(page, "Ban the account").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The account is banned.");
        screenshot("admin-account");
        button(page, "Lift the ban").click();
        button(page, "Make an administrator").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The rights of the account are changed.");

        page.navigate("/admin/audit?account_id=" + grace.accountId());
        screenshot("admin-audit");
        link(page, "Verify the log").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("entries are as they were written");
        screenshot("admin-audit-verified");
    }

    /// An enabled token closes the site for everybody else: it must not outlive this test.
    @Test
    void anAdministratorMakesATokenAndTakesItAway() {
        var page = page();
        SignedIn.as(page, administrator());
        try {
            page.navigate("/admin/registration-tokens");
            page.getByLabel("What it is for").fill("a course");
            page.getByLabel("For how many accounts").fill("3");
            button(page, "Make the token").click();
            assertThat(page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true))
                            .last())
                    .hasValue(Pattern.compile(".{6,}"));
            screenshot("admin-token-made");
            link(page, "Done").click();
            assertThat(page.getByText("a course")).isVisible();
            screenshot("admin-tokens");
            page.locator("button[aria-label^=Delete]").first().click();
            assertThat(page.getByText("a course")).hasCount(0);
        } finally {
            var left = SignedIn.admin().v2("admin/registration-tokens").json().path("response");
            for (var token : left) {
                if (token.path("descr").asText().equals("a course")) {
                    SignedIn.admin()
                            .v2(
                                    "admin/registration-tokens",
                                    "action",
                                    "delete",
                                    "id",
                                    token.path("id").asLong());
                }
            }
        }
    }

    @Test
    void anAdministratorMakesTheLinkOfAMailThatWaits() {
        var forgetful = SignedIn.somebody("Fay");
        SignedIn.admin().withKey(null).v2("auth/password-reset", "email", forgetful.email());
        var page = page();
        SignedIn.as(page, administrator());
        page.navigate("/admin/mails");
        assertThat(page.getByText(forgetful.email()).first()).isVisible();
        screenshot("admin-mails");
        button(page, "Make the link for " + forgetful.email()).first().click();
        var link = page.locator("input[value*='/auth/password-reset/']").inputValue();
        screenshot("admin-mail-link");
        var browser = anotherBrowser();
        browser.navigate(link.substring(link.indexOf("/auth/")));
        assertThat(browser.getByLabel("New password").first()).isVisible();
    }

    @Test
    void forOthersAdministrationIsNotThere() {
        var page = page();
        SignedIn.as(page, SignedIn.somebody("Ada"));
        for (var path : List.of("", "/accounts", "/mails", "/registration-tokens", "/audit", "/audit/verify")) {
            assertEquals(404, page.navigate("/admin" + path).status(), path);
        }
        assertThat(link(page, "Administration")).hasCount(0);
        screenshot("nothing-here");
    }

    private static Person administrator() {
        var person = SignedIn.somebody("Edsger");
        SignedIn.admin().v2("admin/set-groups", "account_id", person.accountId(), "groups", List.of("admin"));
        return person;
    }
}
