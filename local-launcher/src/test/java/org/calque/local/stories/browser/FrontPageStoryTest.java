package org.calque.local.stories.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What somebody finds who opens the address of a Calque in a browser.
class FrontPageStoryTest extends BrowserStory {
    @Test
    void itSaysWhatThisIsInEveryLook() {
        page().navigate("/");
        assertThat(page()).hasTitle(Pattern.compile("Calque"));
        screenshot("front");
    }

    @Test
    void itSaysTheSameWithoutScripts() {
        var page = browserWithoutScripts();
        page.navigate("/");
        assertThat(page.getByText("/api/v1/ping").first()).isVisible();
    }
}
