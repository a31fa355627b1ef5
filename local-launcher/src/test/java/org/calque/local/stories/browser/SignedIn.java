package org.calque.local.stories.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import org.calque.local.RunningSystem;
import org.calque.local.stories.Client;
import org.calque.local.stories.World;

/// People with an account of their own, signed in to a browser.
final class SignedIn {
    private SignedIn() {}

    static Client admin() {
        return new Client(
                RunningSystem.shared().baseUrl(), RunningSystem.shared().adminKey());
    }

    /// Somebody new, who has an account and a project.
    static World.Person somebody(String firstName) {
        return World.person(admin(), firstName, "Example");
    }

    /// Gives the browser of this page a session of that person.
    static void as(Page page, World.Person person) {
        var reply = page.request()
                .post(
                        "/api/v2/auth/sign-in",
                        RequestOptions.create()
                                .setData(Map.of("email", person.email(), "password", person.password())));
        assertTrue(reply.text().contains("account_id"), reply.text());
    }
}
