package org.calque.accounts;

import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;

/// A link that sets a password works once, and only as long as nothing has happened that makes its owner a stranger.
@QuarkusTest
class ResetLinkEndsTest extends AccountsTest {
    private static final String OTHER = "cobalt-Harbour-17-lantern";
    private static final String WANTED = "quartz-Lagoon-23-otter";

    private static String link(UUID account) {
        String url = route(SOMEBODY.admin(), "admin/reset-password", Map.of("account_id", account.toString()))
                .extract()
                .path("link");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static ValidatableResponse use(String secret) {
        return route(
                TestCallers.nobody(),
                "auth/redeem-password-reset",
                Map.of("passwordResetId", secret, "password", WANTED));
    }

    private void endsBy(Consumer<UUID> deed) {
        var id = create(freshEmail());
        var link = link(id);
        deed.accept(id);
        use(link).body("error", is("Password reset no longer valid."));
    }

    @Test
    void aNewAddressEndsTheLinksThatTheOldOneWasSent() {
        endsBy(id -> route(
                        TestCallers.account(id),
                        "accounts/set-email-address",
                        Map.of("email_address", freshEmail(), "password", PASSWORD))
                .body("status", is("success")));
    }

    @Test
    void aNewPasswordEndsThem() {
        endsBy(id -> route(
                        TestCallers.account(id),
                        "accounts/set-password",
                        Map.of("currentPassword", PASSWORD, "newPassword", OTHER))
                .body("status", is("success")));
    }

    @Test
    void aBanEndsThemForGood() {
        endsBy(id -> {
            var account = Map.of("account_id", id.toString());
            route(SOMEBODY.admin(), "accounts/ban", account).body("status", is("success"));
            route(SOMEBODY.admin(), "accounts/remove-ban", account).body("status", is("success"));
        });
    }

    @Test
    void oneThatIsUsedEndsTheOthers() {
        var id = create(freshEmail());
        var one = link(id);
        var other = link(id);
        use(one).body("account_id", is(id.toString()));
        use(other).body("error", is("Password reset no longer valid."));
        use(one).body("error", is("Password reset no longer valid."));
    }
}
