package org.calque.local.stories.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a person sees and does in a browser, on the whole running system.
///
/// Each test has a browser of its own: no cookie, no memory of another test. A test that fails leaves a picture in
/// `target/pages/failures`; a script that fails and anything that the content security policy stops fail the test.
abstract class BrowserStory {
    private static final int MOST_STOPS = 60;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    /// The page of the test.
    Page page() {
        return browsing.page();
    }

    /// The page of somebody else, with cookies of their own.
    Page anotherBrowser() {
        return browsing.open(new Browser.NewContextOptions());
    }

    /// The page of somebody whose browser runs no scripts.
    Page browserWithoutScripts() {
        return browsing.open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    /// Takes the page's picture at the width of a phone and of a desk, light and dark, into `target/pages`, and holds
    /// each against WCAG A and AA.
    void screenshot(String name) {
        Look.at(page(), name);
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// What the focused element is called, as a screen reader would say it.
    static String focused(Page page) {
        return (String) page.evaluate("""
                () => {
                  const it = document.activeElement;
                  const label = it.labels && it.labels.length ? it.labels[0] : it;
                  return (it.getAttribute("aria-label") || label.textContent || "").trim();
                }""");
    }

    /// Presses Tab until something of this name has the focus.
    ///
    /// @return everything that had the focus on the way
    static List<String> tabTo(Page page, String name) {
        var stops = new ArrayList<String>();
        while (stops.size() < MOST_STOPS) {
            page.keyboard().press("Tab");
            stops.add(focused(page));
            if (stops.getLast().equals(name)) {
                return stops;
            }
        }
        throw new AssertionError("Tab does not come to '" + name + "': " + stops);
    }
}
