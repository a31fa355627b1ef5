package org.calque.local.stories.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a person sees and does in a browser, on the whole running system.
///
/// Each test has a browser of its own: no cookie, no memory of another test. A test that fails leaves a picture in
/// `target/pages/failures`; a script that fails and anything that the content security policy stops fail the test.
abstract class BrowserStory {
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
}
