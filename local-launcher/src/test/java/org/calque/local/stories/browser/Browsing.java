package org.calque.local.stories.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.calque.local.RunningSystem;
import org.calque.local.stories.SeenSecrets;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// Gives each test a browser without a past, and keeps a picture of what it saw last when it fails.
final class Browsing implements BeforeEachCallback, AfterEachCallback {
    static final Path PICTURES = Path.of("target", "pages");
    private static final Path FAILURES = PICTURES.resolve("failures");
    private static final double PATIENCE_MS = 15_000;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Browser browser;
    private Page page;

    @Override
    public void beforeEach(ExtensionContext test) {
        browser = test.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .getOrComputeIfAbsent(Chromium.class, once -> new Chromium(), Chromium.class)
                .browser();
        page = open(new Browser.NewContextOptions());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            var name = test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName();
            int number = 0;
            for (var context : contexts) {
                for (var seen : context.pages()) {
                    var file = name.replaceAll("[^A-Za-z0-9.]", "") + "-" + ++number + ".png";
                    seen.screenshot(new Page.ScreenshotOptions()
                            .setPath(FAILURES.resolve(file))
                            .setFullPage(true));
                }
            }
        }
        for (var context : contexts) {
            context.cookies().forEach(it -> SeenSecrets.rememberAllIn("", it.name + "=" + it.value));
            context.close();
        }
        Assertions.assertEquals(List.of(), complaints, "what the browser complained of");
    }

    Page page() {
        return page;
    }

    /// Another person's browser: nothing is shared with the first.
    Page open(Browser.NewContextOptions options) {
        var context =
                browser.newContext(options.setBaseURL(RunningSystem.shared().baseUrl())
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        contexts.add(context);
        context.onRequest(it -> {
            SeenSecrets.rememberAllIn(it.url(), it.url());
            if (it.postData() != null) {
                SeenSecrets.rememberAllIn(it.url(), it.postData());
            }
        });
        context.setDefaultTimeout(PATIENCE_MS);
        var opened = context.newPage();
        opened.onPageError(complaints::add);
        opened.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        return opened;
    }
}
