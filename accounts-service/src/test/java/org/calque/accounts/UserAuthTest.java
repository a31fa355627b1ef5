package org.calque.accounts;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UserAuthTest extends AccountsTest {
    private final TestCaller caller = TestCallers.account(UUID.randomUUID());

    private static ValidatableResponse userAuth(TestCaller caller, String target, String password) {
        return event(caller, "user_auth", Map.of("account_id", target, "password", password));
    }

    @Test
    void theRightPasswordGivesATokenOfWhichOnlyTheHashIsKept() throws SQLException {
        var target = create(freshEmail());
        String token = userAuth(caller, target.toString(), PASSWORD)
                .body("event", is("user_auth_token"))
                .body("auth_token", matchesPattern("[0-9A-Za-z]{24}"))
                .extract()
                .path("auth_token");
        assertEquals(
                target.toString(),
                ask("select account_id from auth_tokens where hash = sha256(convert_to(?, 'UTF8'))", token));
        assertEquals(
                "get_user_auth_token", ask("select event from audit where target = ? and event like 'get%'", target));
    }

    @Test
    void aWrongPasswordLocksThePairForAMinute() throws SQLException {
        var target = create(freshEmail()).toString();
        userAuth(caller, target, "wrong").body("event", is("error")).body("error", is("incorrect password"));
        userAuth(caller, target, PASSWORD).body("error", is("banned -- please wait at least 60s before trying again"));
        userAuth(TestCallers.account(UUID.randomUUID()), target, PASSWORD).body("event", is("user_auth_token"));
        sql("update attempts set time = time - interval '61 seconds' where subject like ?", "%" + target);
        userAuth(caller, target, PASSWORD).body("event", is("user_auth_token"));
    }

    @Test
    void onlyAnAdministratorMayLeaveThePasswordEmpty() {
        var target = create(freshEmail()).toString();
        userAuth(caller.admin(), target, "").body("event", is("user_auth_token"));
        userAuth(caller, target, "").body("error", is("incorrect password"));
        userAuth(caller.admin(), UUID.randomUUID().toString(), "").body("error", is("no such account"));
    }

    @Test
    void anUnknownAccountLooksLikeAWrongPassword() {
        userAuth(caller, UUID.randomUUID().toString(), PASSWORD).body("error", is("incorrect password"));
        userAuth(caller, "nonsense", PASSWORD).body("error", is("incorrect password"));
        userAuth(TestCallers.nobody(), "nonsense", PASSWORD).body("event", is("error"));
    }
}
