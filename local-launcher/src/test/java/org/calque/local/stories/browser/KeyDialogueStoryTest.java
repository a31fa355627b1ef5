package org.calque.local.stories.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An API key in a person's hands, from making it to deleting it.
class KeyDialogueStoryTest extends BrowserStory {
    private Person ada;

    @BeforeEach
    void adaIsSignedIn() {
        ada = SignedIn.somebody("Ada");
        SignedIn.as(page(), ada);
    }

    @Test
    void aKeyIsMadeSeenOnceLimitedRotatedAndDeleted() {
        var page = page();
        page.navigate("/settings/keys");
        screenshot("keys-before");
        link(page, "New key").click();
        screenshot("key-new");
        page.getByLabel("Name").fill("Grading <b>robot</b>");
        page.getByLabel("Ends").selectOption("30");
        page.getByLabel("Only what is ticked here:").check();
        page.getByLabel("Read").check();
        button(page, "Make the key").click();

        var secret = secretOn(page);
        screenshot("key-made");
        assertEquals(200, SignedIn.admin().withKey(secret).call("ping").status());
        assertFalse(page.url().contains(secret));
        link(page, "I have copied it").click();
        screenshot("keys");

        link(page, "Grading <b>robot</b>").click();
        assertThat(page.getByText("only read").first()).isVisible();
        screenshot("key");
        page.getByLabel("Execute").check();
        page.getByText("Limit it to projects or networks").click();
        page.getByLabel("Ada's project").check();
        page.getByLabel("Networks").fill("127.0.0.0/8");
        button(page, "Save").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("The key is changed.");
        screenshot("key-changed");

        page.getByLabel("This key goes on for").selectOption("86400");
        button(page, "Rotate").click();
        var another = secretOn(page);
        assertFalse(another.equals(secret));
        link(page, "I have copied it").click();
        assertThat(page.getByText("rotated", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        screenshot("keys-rotated");

        page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasNotText("rotated"))
                .getByText("Grading")
                .click();
        link(page, "Delete…").click();
        screenshot("key-delete");
        button(page, "Delete the key").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The key is deleted.");
        assertEquals(400, SignedIn.admin().withKey(another).call("ping").status());
        assertEquals(200, SignedIn.admin().withKey(secret).call("ping").status());
    }

    @Test
    void theSecretSurvivesNeitherReloadNorTheWayBack() {
        var page = page();
        make(page, "seen once");
        var secret = secretOn(page);
        page.reload();
        assertThat(page.getByText("The secret is not shown again")).isVisible();
        assertFalse(page.content().contains(secret));
        screenshot("key-not-again");

        make(page, "seen once more");
        var another = secretOn(page);
        page.navigate("/settings/keys");
        page.goBack();
        assertThat(page.getByText("The secret is not shown again")).isVisible();
        assertFalse(page.content().contains(another));
    }

    @Test
    void aFormThatIsSentTwiceMakesOneKey() {
        var page = page();
        page.navigate("/settings/keys/new");
        var form =
                FormData.create().set("name", "double").set("expiry", "never").set("may", "all");
        for (var field : List.of("csrf", "once")) {
            form.set(field, page.locator("main input[name=" + field + "]").inputValue());
        }
        var leadsTo = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            var sent = page.request()
                    .post(
                            "/settings/keys/new",
                            RequestOptions.create().setForm(form).setMaxRedirects(0));
            assertEquals(303, sent.status());
            leadsTo.add(sent.headers().get("location"));
        }
        assertTrue(leadsTo.getFirst().endsWith("/made"), leadsTo.toString());
        page.navigate(leadsTo.getLast());
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Nothing was made a second time.");
        assertThat(link(page, "double")).hasCount(1);
    }

    @Test
    void everythingWorksWithoutScripts() {
        var page = browserWithoutScripts();
        SignedIn.as(page, ada);
        make(page, "plain");
        var secret = secretOn(page);
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy")))
                .isHidden();
        link(page, "I have copied it").click();
        link(page, "plain").click();
        page.getByLabel("Name").fill("plainer");
        button(page, "Save").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("plainer");
        link(page, "Delete…").click();
        button(page, "Delete the key").click();
        assertEquals(400, SignedIn.admin().withKey(secret).call("ping").status());
    }

    @Test
    void theKeyboardIsEnough() {
        var page = page();
        page.navigate("/settings/keys");
        var stops = tabTo(page, "New key");
        assertEquals("Skip to the page", stops.getFirst(), "the first stop lets one pass the menu");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("/new$"));
        tabTo(page, "Name");
        page.keyboard().type("by keyboard");
        tabTo(page, "Make the key");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("/made$"));
        assertEquals("Secret", focused(page), "the secret is in focus at once");
        var secret = secretOn(page);
        tabTo(page, "I have copied it");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("/keys$"));
        tabTo(page, "by keyboard");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("/keys/\\d+$"));
        tabTo(page, "Delete…");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("/delete$"));
        tabTo(page, "Delete the key");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("note=deleted$"));
        assertEquals(400, SignedIn.admin().withKey(secret).call("ping").status());
    }

    @Test
    void somebodyElsesKeysAreAsGoodAsNone() {
        var grace = SignedIn.somebody("Grace");
        var made = grace.client()
                .v2("api-keys", "action", "create", "name", "Grace's own")
                .json()
                .at("/response/0");
        var id = made.path("id").asText();
        var page = page();
        for (var path : List.of("", "/made", "/delete")) {
            assertEquals(404, page.navigate("/settings/keys/" + id + path).status(), path);
        }
        make(page, "mine");
        link(page, "I have copied it").click();
        link(page, "mine").click();
        var own = page.url();
        for (var form : List.of("Save", "Rotate")) {
            page.navigate(own);
            send(page, form, id);
            assertThat(page).hasTitle(Pattern.compile("There is nothing here"));
        }
        page.navigate(own + "/delete");
        send(page, "Delete the key", id);
        assertThat(page).hasTitle(Pattern.compile("There is nothing here"));
        assertEquals(
                "Grace's own",
                grace.client()
                        .v2("api-keys", "action", "get", "id", made.path("id").asInt())
                        .json()
                        .at("/response/0/name")
                        .asText());
        var secret = made.path("secret").asText();
        assertEquals(200, grace.client().withKey(secret).call("ping").status());
    }

    /// Sends the form of a button for the key of that id instead of its own.
    private static void send(Page page, String name, String id) {
        button(page, name)
                .evaluate(
                        "(button, id) => button.form.action = button.form.action.replace(/keys\\/\\d+/, 'keys/' + id)",
                        id);
        button(page, name).click();
    }

    private void make(Page page, String name) {
        page.navigate("/settings/keys/new");
        page.getByLabel("Name").fill(name);
        button(page, "Make the key").click();
    }

    private static String secretOn(Page page) {
        var secret = page.getByLabel("Secret").inputValue();
        assertTrue(secret.matches("sk-[A-Za-z0-9]{22}"), secret);
        return secret;
    }
}
