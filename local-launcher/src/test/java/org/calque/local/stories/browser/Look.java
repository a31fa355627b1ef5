package org.calque.local.stories.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How a page looks in every way that we promise: narrow and wide, light and dark.
enum Look {
    PHONE_LIGHT(360, 740, ColorScheme.LIGHT),
    PHONE_DARK(360, 740, ColorScheme.DARK),
    DESK_LIGHT(1280, 800, ColorScheme.LIGHT),
    DESK_DARK(1280, 800, ColorScheme.DARK);

    private static final List<String> WCAG_A_AND_AA =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    /// Pictures of all looks in `target/pages`, and nobody left out in any of them.
    static void at(Page page, String name) {
        for (var look : values()) {
            look.of(page, name);
        }
    }

    private void of(Page page, String name) {
        var title = name + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Browsing.PICTURES.resolve(title + ".png"))
                .setFullPage(true));
        assertTrue(
                (Boolean) page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                title + " is wider than the window");
        var violations = new AxeBuilder(page).withTags(WCAG_A_AND_AA).analyze().getViolations();
        assertEquals("", violations.stream().map(Look::words).collect(Collectors.joining("\n")), title);
    }

    private static String words(Rule rule) {
        return rule.getId() + ": " + rule.getHelp()
                + rule.getNodes().stream()
                        .map(node -> "\n    " + node.getHtml() + " " + node.getFailureSummary())
                        .collect(Collectors.joining());
    }
}
