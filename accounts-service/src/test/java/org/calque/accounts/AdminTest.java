package org.calque.accounts;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdminTest extends AccountsTest {
    private static final TestCaller ADMIN =
            TestCallers.account(UUID.randomUUID()).admin();

    @Inject
    Audit audit;

    private static ValidatableResponse admin(String path, Map<String, ?> parameters) {
        return route(ADMIN, "admin/" + path, parameters);
    }

    private static ValidatableResponse setGroups(UUID account, String... groups) {
        return admin("set-groups", Map.of("account_id", account, "groups", List.of(groups)));
    }

    @Test
    void theLogIsReadPageByPageInEitherDirection() {
        var target = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            audit.recordAlone(AuditEvent.BAN, SOMEBODY.caller(), target, Map.of("i", i));
        }
        var mine = Map.of("account_id", target, "limit", 2);
        List<Integer> newest = admin("audit", mine)
                .body("entries.details.i", contains(4, 3))
                .extract()
                .path("entries.seq");
        admin("audit", Map.of("account_id", target, "limit", 2, "before", newest.get(1)))
                .body("entries.details.i", contains(2, 1));
        admin("audit", Map.of("account_id", target, "limit", 2, "after", newest.get(1) - 2))
                .body("entries.details.i", contains(2, 3));
        admin("audit", Map.of("account_id", target, "after", newest.get(0))).body("entries", empty());
    }

    @Test
    void theLogIsReadByTimeEventAndAccount() {
        var target = UUID.randomUUID();
        var before = Instant.now().minusSeconds(1).toString();
        audit.recordAlone(AuditEvent.BAN, SOMEBODY.caller(), target, Map.of());
        audit.recordAlone(AuditEvent.REMOVE_BAN, SOMEBODY.caller(), target, Map.of());
        admin("audit", Map.of("account_id", target, "event", "remove_ban"))
                .body("entries.event", contains("remove_ban"));
        admin("audit", Map.of("account_id", target, "until", before)).body("entries", empty());
        admin("audit", Map.of("account_id", target, "since", before))
                .body("entries.event", contains("remove_ban", "ban"));
        admin("audit", Map.of("account_id", SOMEBODY.id(), "event", "ban"))
                .body("entries.actor", everyItem(is(SOMEBODY.id().toString())))
                .body("entries.target", hasItem(target.toString()));
        admin("audit", Map.of("since", "soon"))
                .body("error", is("since must be a time such as 2026-11-21T08:00:00Z," + " or a day"));
        admin("audit", Map.of("until", "+999999999-12-31"))
                .body("error", is("until must be a time between 1970 and 9999"));
        admin("audit", Map.of("limit", 0)).body("error", is("limit must be from 1 to 1000, but is 0"));
    }

    @Test
    void signingInAndFailingToAreInTheLogWithoutTheAddressThatWasTyped() {
        var email = freshEmail();
        var id = create(email);
        var from = TestCallers.nobody().at("198.51.100." + (id.hashCode() & 127));
        route(from, "auth/sign-in", Map.of("email", email, "password", PASSWORD))
                .body("account_id", is(id.toString()));
        route(from, "auth/sign-in", Map.of("email", email, "password", "wrong"));
        admin("audit", Map.of("account_id", id))
                .body("entries.event", contains("sign_in_failed", "sign_in", "account_created"))
                .body("entries[0].details.reason", is("wrong password"))
                .body("entries[0].address", is(from.address()));
        route(from, "auth/sign-in", Map.of("email", "zoe@nowhere.example", "password", "wrong"));
        route(from, "auth/sign-in", Map.of("email", "my secret password", "password", "wrong"));
        admin("audit", Map.of("event", "sign_in_failed", "limit", 2))
                .body("entries.details.email_address", contains("…", "z…@nowhere.example"))
                .body("entries.target", contains(nullValue(), nullValue()));
    }

    @Test
    void groupsAreSetAndOnlyAChangeIsInTheLog() throws SQLException {
        var id = create(freshEmail());
        setGroups(id, "partner", "admin").body("status", is("success"));
        assertEquals("{admin,partner}", ask("select groups from accounts where account_id = ?", id));
        setGroups(id, "admin", "partner").body("status", is("success"));
        setGroups(id).body("status", is("success"));
        assertEquals("{}", ask("select groups from accounts where account_id = ?", id));
        admin("audit", Map.of("account_id", id, "event", "groups_changed"))
                .body("entries.details.before", contains(List.of("admin", "partner"), List.of()))
                .body("entries.details.groups", contains(List.of(), List.of("admin", "partner")))
                .body("entries.actor", everyItem(is(ADMIN.id().toString())));
    }

    @Test
    void theLastAdministratorStaysOne() throws SQLException {
        sql("update accounts set groups = '{}' where 'admin' = any(groups)");
        var one = create(freshEmail());
        var other = create(freshEmail());
        setGroups(one, "admin").body("status", is("success"));
        setGroups(one, "partner").body("error", is("the last administrator cannot be removed"));
        setGroups(other, "admin").body("status", is("success"));
        sql("update accounts set banned = true where account_id = ?", other);
        setGroups(one).body("error", is("the last administrator cannot be removed"));
        sql("update accounts set banned = false where account_id = ?", other);
        setGroups(one).body("status", is("success"));
        setGroups(other).body("error", is("the last administrator cannot be removed"));
    }

    @Test
    void aBanThatComesAtTheSameMomentIsNotUndone() throws Exception {
        var id = create(freshEmail());
        try (var banning = database.getConnection();
                var ban = banning.prepareStatement("update accounts set banned = true where account_id = ?");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            banning.setAutoCommit(false);
            ban.setObject(1, id);
            ban.executeUpdate();
            var change = threads.submit(() -> setGroups(id, "partner").body("status", is("success")));
            await().until(() -> ask("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname ="
                            + " current_database() and state = 'active'")
                    != null);
            banning.commit();
            banning.setAutoCommit(true);
            change.get();
        }
        assertEquals("t {partner}", ask("select concat(banned, ' ', groups) from accounts where account_id = ?", id));
    }

    @Test
    void whatIsNoGroupOrNoAccountIsRefused() {
        setGroups(UUID.randomUUID(), "admin").body("error", is("no such account"));
        setGroups(create(freshEmail()), "kings").body("error", is("groups must be a list of admin, partner, or empty"));
        admin("set-groups", Map.of("groups", List.of())).body("error", is("no such account"));
    }

    @Test
    void accountsAreListedNewestFirstAndSearchedByPartsOfWhatTheyAreCalled() throws SQLException {
        var word = "w" + UUID.randomUUID().toString().substring(0, 8);
        var first = create(word + ".one@example.org");
        var second = create(word + ".two_%@example.org");
        sql("update accounts set banned = true where account_id = ?", first);
        admin("accounts", Map.of("query", word.toUpperCase()))
                .body("accounts.account_id", contains(second.toString(), first.toString()))
                .body("accounts.banned", contains(false, true));
        admin("accounts", Map.of("query", word, "banned", true))
                .body("accounts.account_id", contains(first.toString()));
        admin("accounts", Map.of("query", word, "banned", false, "admin", true)).body("accounts", empty());
        admin("accounts", Map.of("query", word, "after", second))
                .body("accounts.account_id", contains(first.toString()));
        admin("accounts", Map.of("query", word, "limit", 1)).body("accounts.account_id", contains(second.toString()));
        admin("accounts", Map.of("query", "_%@")).body("accounts.account_id", hasItem(second.toString()));
        admin("accounts", Map.of("query", first)).body("accounts.email_address", contains(word + ".one@example.org"));
        admin("accounts", Map.of("after", "x")).body("error", is("after must be the id of an account"));
    }

    @Test
    void aPasswordIsResetByALinkThatWorksOnceAndOnlyTheFactIsInTheLog() {
        var email = freshEmail();
        var id = create(email);
        String link = admin("reset-password", Map.of("account_id", id))
                .body("expires", notNullValue())
                .extract()
                .path("link");
        var secret = link.substring(link.lastIndexOf('/') + 1);
        var nobody = TestCallers.nobody().at("198.51.101." + (id.hashCode() & 127));
        route(nobody, "auth/sign-in", Map.of("email", email, "password", PASSWORD))
                .body("account_id", is(id.toString()));
        var redeem = Map.of("passwordResetId", secret, "password", "heron-Copper-44-violin");
        route(nobody, "auth/redeem-password-reset", redeem).body("account_id", is(id.toString()));
        route(nobody, "auth/redeem-password-reset", redeem).body("error", is("Password reset no longer valid."));
        admin("audit", Map.of("account_id", id, "event", "password_reset_link_made"))
                .body("entries.actor", contains(ADMIN.id().toString()))
                .body("entries.details", contains(Map.of()));
        var anonymous = event(SOMEBODY, "create_account", Map.of("agreed_to_terms", true))
                .extract()
                .path("account_id");
        admin("reset-password", Map.of("account_id", anonymous))
                .body("error", is("the account has no e-mail address, so nobody signs in to it by password"));
        admin("reset-password", Map.of("account_id", UUID.randomUUID())).body("error", is("no such account"));
    }

    @Test
    void theKeyOfTheOlderFormIsDeletedAsWell() throws SQLException {
        var made = event(
                        SOMEBODY,
                        "create_account",
                        Map.of("email_address", freshEmail(), "agreed_to_terms", true, "get_api_key", true))
                .extract();
        String id = made.path("account_id");
        String secret = made.path("api_key");
        lookUp("key", secret).statusCode(200);
        admin("keys", Map.of("account_id", id)).body("legacy_key_created", notNullValue());
        var deletion = Map.of("action", "delete-legacy", "account_id", id);
        admin("keys", deletion).body("status", is("success"));
        lookUp("key", secret).statusCode(404);
        admin("keys", Map.of("account_id", id)).body("legacy_key_created", nullValue());
        admin("keys", deletion).body("error", is("no such account with a key of the older form"));
        admin("audit", Map.of("account_id", id, "event", "key_deleted"))
                .body("entries.details.key", contains("legacy-" + id));
    }

    @Test
    void aKeyThatAnAdministratorDeletesIsDeadAndSaysSo() throws SQLException {
        var ada = member();
        var made = route(ada, "api-keys", Map.of("action", "create", "name", "mine"))
                .extract();
        int id = made.path("response[0].id");
        String secret = made.path("response[0].secret");
        admin("keys", Map.of("account_id", ada.id()))
                .body("keys.id", contains(id))
                .body("keys[0].name", is("mine"))
                .body("keys[0]", not(hasKey("secret")));
        admin("keys", Map.of("action", "delete", "id", id)).body("status", is("success"));
        lookUp("key", secret).statusCode(404);
        admin("keys", Map.of("account_id", ada.id())).body("keys", empty());
        admin("keys", Map.of("action", "delete", "id", id)).body("error", is("no api key with id " + id));
        admin("audit", Map.of("account_id", ada.id(), "event", "key_deleted"))
                .body("entries.details.key", contains("key-" + id))
                .body("entries.actor", contains(ADMIN.id().toString()));
    }
}
