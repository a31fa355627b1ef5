package org.calque.accounts;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BanTest extends AccountsTest {
    private final TestCaller admin = TestCallers.account(UUID.randomUUID()).admin();

    private static ValidatableResponse ban(TestCaller caller, Object account) {
        return route(caller, "accounts/ban", Map.of("account_id", account.toString()));
    }

    private static ValidatableResponse removeBan(TestCaller caller, Object account) {
        return route(caller, "accounts/remove-ban", Map.of("account_id", account.toString()));
    }

    @Test
    void nothingLetsABannedAccountInUntilTheBanIsLifted() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        var signedIn = SignedIn.as(id, email, PASSWORD);
        String key = route(signedIn.caller(), "api-keys", Map.of("action", "create"))
                .extract()
                .path("response[0].secret");
        event(admin, "user_auth", Map.of("account_id", id.toString(), "password", ""));

        ban(admin, id).body("status", is("success"));
        ban(admin, id).body("status", is("success"));

        assertTrue(signedIn.isOver());
        lookUp("key", key).statusCode(404);
        assertEquals("0", ask("select count(*) from auth_tokens where account_id = ?", id));
        route(SignedIn.freshClient(), "auth/sign-in", Map.of("email", email, "password", PASSWORD))
                .body("error", startsWith("Problem signing into account -- '" + email + "' is banned -- "));
        event(admin, "user_auth", Map.of("account_id", id.toString(), "password", ""))
                .body("error", is("the account is banned"));
        event(SOMEBODY, "user_auth", Map.of("account_id", id.toString(), "password", PASSWORD))
                .body("error", is("the account is banned"));

        removeBan(admin, id).body("status", is("success"));
        lookUp("key", key).statusCode(200);
        assertTrue(signedIn.isOver(), "a session does not come back");
    }

    @Test
    void onlyAdministratorsMayAndNeverThemselves() {
        var victim = create(freshEmail());
        for (var caller : new TestCaller[] {SOMEBODY, SOMEBODY.partner()}) {
            ban(caller, victim).body("error", is("only admins can ban users"));
            removeBan(caller, victim).body("error", is("only admins can ban users"));
        }
        for (var caller : new TestCaller[] {TestCallers.nobody(), TestCallers.project(victim)}) {
            ban(caller, victim).body("error", is("must be signed in"));
            removeBan(caller, victim).body("error", is("must be signed in"));
        }
        ban(admin, admin.id()).body("error", is("administrators cannot ban themselves"));
    }

    @Test
    void anAccountThatIsNotThereIsNamed() {
        var nobodys = UUID.randomUUID();
        ban(admin, nobodys).body("error", is("no account with id " + nobodys));
        removeBan(admin, nobodys).body("error", is("no account with id " + nobodys));
        ban(admin, "nonsense").body("error", is("account_id must be a valid uuid"));
        route(admin, "accounts/ban", Map.of()).body("error", is("account_id must be a valid uuid"));
    }
}
