package org.calque.accounts;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeleteAccountTest extends AccountsTest {
    private static ValidatableResponse delete(TestCaller caller, Object account) {
        return event(caller, "delete_account", Map.of("account_id", account.toString()));
    }

    @Test
    void everythingByWhichTheAccountGetsInEndsAndItsAddressIsFree() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        var signedIn = SignedIn.as(id, email, PASSWORD);
        String key = route(signedIn.caller(), "api-keys", Map.of("action", "create"))
                .extract()
                .path("response[0].secret");
        event(SOMEBODY.admin(), "user_auth", Map.of("account_id", id.toString(), "password", ""));
        lookUp("key", key).statusCode(200);

        delete(signedIn.caller(), id).body("event", is("account_deleted"));

        assertTrue(signedIn.isOver());
        lookUp("key", key).statusCode(404);
        for (var table : new String[] {"sessions", "api_keys", "legacy_keys", "auth_tokens"}) {
            assertEquals("0", ask("select count(*) from " + table + " where account_id = ?", id), table);
        }
        assertEquals(email, ask("select email_address_before_delete from accounts where account_id = ?", id));
        assertEquals("1", ask("select count(*) from audit where event = 'account_deleted' and target = ?", id));
        assertTrue(!id.equals(create(email)), "the address can be used again");
        route(SOMEBODY, "accounts/profile", Map.of("account_id", id.toString()))
                .body("error", is("no account with id " + id));
    }

    @Test
    void onlyOneselfAndAdministratorsMay() throws SQLException {
        var victim = create(freshEmail());
        delete(member(), victim).body("error", is("only admins can delete the account of somebody else"));
        delete(TestCallers.project(victim), victim).body("error", is("must be signed in"));
        assertEquals("f", ask("select deleted from accounts where account_id = ?", victim));
        delete(SOMEBODY.admin(), victim).body("event", is("account_deleted"));
        assertEquals("t", ask("select deleted from accounts where account_id = ?", victim));
    }

    @Test
    void anAccountThatIsNotThereCountsAsDeleted() {
        delete(SOMEBODY.admin(), UUID.randomUUID()).body("event", is("account_deleted"));
        delete(SOMEBODY.admin(), "nonsense").body("error", is("account_id must be a valid uuid"));
        var ada = member();
        delete(ada, ada.id()).body("event", is("account_deleted"));
        delete(ada, ada.id()).body("event", is("account_deleted"));
    }

    @Test
    void twoDeletionsAtOnceAreOne() throws Exception {
        var ada = member();
        try (var both = Executors.newFixedThreadPool(4)) {
            var answers = IntStream.range(0, 4)
                    .mapToObj(i -> both.submit(() -> delete(ada, ada.id())))
                    .toList();
            for (var answer : answers) {
                answer.get().statusCode(200).body("event", is("account_deleted"));
            }
        }
        assertEquals("1", ask("select count(*) from audit where event = 'account_deleted' and target = ?", ada.id()));
    }

    @Test
    void throughApiV2OneDeletesOneself() throws SQLException {
        var ada = member();
        route(ada, "accounts/delete", Map.of()).body("status", is("success")).cookie("remember_me", is(""));
        assertEquals("t", ask("select deleted from accounts where account_id = ?", ada.id()));
        route(TestCallers.nobody(), "accounts/delete", Map.of()).body("error", is("must be signed in"));
    }
}
