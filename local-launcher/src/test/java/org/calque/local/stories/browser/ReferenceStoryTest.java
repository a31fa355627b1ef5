package org.calque.local.stories.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import org.calque.local.RunningSystem;
import org.junit.jupiter.api.Test;

/// Somebody looks up a call in the reference and tries it out.
class ReferenceStoryTest extends BrowserStory {
    @Test
    void aCallIsFoundAndTriedWithTheKeyboardAlone() {
        var elsewhere = new ArrayList<String>();
        page().onRequest(it -> {
            if (!it.url().startsWith(RunningSystem.shared().baseUrl())) {
                elsewhere.add(it.url());
            }
        });
        page().navigate("/docs");
        screenshot("docs");
        page().keyboard().press("/");
        assertEquals("Search", focused(page()));
        page().keyboard().type("create project");
        assertThat(page().locator("#operations li:visible").first()).containsText("/api/v1/create_project");
        page().navigate("/docs/v1_ping");
        tabTo(page(), "API key");
        page().keyboard().type(RunningSystem.shared().adminKey());
        tabTo(page(), "Send");
        page().keyboard().press("Enter");
        assertThat(page().locator("#try-reply")).containsText("Status 200");
        assertThat(page().locator("#try-reply")).containsText("\"pong\"");
        assertEquals(0, ((Number) page().evaluate("localStorage.length + sessionStorage.length")).intValue());
        assertTrue(elsewhere.isEmpty(), "asked for elsewhere: " + elsewhere);
        page().reload();
        assertEquals("", page().getByLabel("API key").inputValue());
    }

    @Test
    void aFunctionOfTheBridgeIsFoundFromAnotherPageAndTried() {
        page().navigate("/docs/v1_ping");
        tabTo(page(), "Skip to the page");
        page().keyboard().press("Enter");
        page().keyboard().press("/");
        page().keyboard().type("hub system.ping");
        page().keyboard().press("Enter");
        page().getByText("/api/conat/hub system.ping").click();
        screenshot("docs-function");
        page().getByLabel("API key").fill(RunningSystem.shared().adminKey());
        button(page(), "Send").click();
        assertThat(page().locator("#try-reply")).containsText("\"now\"");
    }

    @Test
    void aCallWithManyOptionsIsReadInEveryLook() {
        page().navigate("/docs/v1_project_exec");
        assertThat(page().getByText("err_on_exit").first()).isVisible();
        screenshot("docs-operation");
    }
}
