package org.calque.accounts;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UserSearchTest extends AccountsTest {
    /// Nobody else's name has it.
    private final String family = "Z" + UUID.randomUUID().toString().replace("-", "");

    private static ValidatableResponse search(String query) {
        return route(TestCallers.nobody(), "accounts/search", Map.of("query", query));
    }

    private static ValidatableResponse userSearch(TestCaller caller, String query, Object... more) {
        var options = new HashMap<String, Object>(Map.of("query", query));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return event(caller, "user_search", options).body("event", is("user_search_results"));
    }

    private UUID person(String firstName, String... more) throws SQLException {
        var id = create(freshEmail());
        sql("update accounts set first_name = ?, last_name = ? where account_id = ?", firstName, family, id);
        for (var change : more) {
            sql("update accounts set " + change + " where account_id = ?", id);
        }
        return id;
    }

    private static List<String> texts(UUID... ids) {
        return java.util.Arrays.stream(ids).map(UUID::toString).toList();
    }

    @Test
    void wordsArePartsOfBothNamesInAnyOrderAndCase() throws SQLException {
        var ada = person("Ada Augusta").toString();
        person("Grace");
        var part = family.substring(0, 20);
        for (var query : new String[] {"ada " + part, part + " AUGUSTA", "ugust " + family.toUpperCase()}) {
            search(query).body("account_id", contains(ada));
        }
        search("ada grace " + part).body("$", empty());
    }

    @Test
    void aListFindsWhoeverFitsOneOfItsParts() throws SQLException {
        var ada = person("Ada");
        var grace = person("Grace");
        var email = freshEmail();
        var byEmail = create(email);
        search("ada " + family + ", grace " + family + "; Somebody <" + email.toUpperCase() + ">")
                .body(
                        "account_id",
                        containsInAnyOrder(texts(ada, grace, byEmail).toArray()));
    }

    @Test
    void aUserNameIsFoundWithAndWithoutItsSign() throws SQLException {
        var name = "n" + UUID.randomUUID().toString().substring(0, 8);
        var ada = person("Ada", "name = '" + name + "'").toString();
        search("@" + name).body("account_id", contains(ada)).body("[0].name", is(name));
        search(name).body("account_id", contains(ada));
    }

    @Test
    void anAddressIsFoundAsAWholeAndOnlyThenShown() throws SQLException {
        var email = freshEmail();
        var ada = create(email);
        sql("update accounts set last_name = ? where account_id = ?", family, ada);
        search(email.toUpperCase())
                .body("email_address", contains(email))
                .body("[0].email_address_verified", is(false));
        sql(
                "update accounts set email_address_verified = jsonb_build_object(email_address, '2026-01-01')"
                        + " where account_id = ?",
                ada);
        search(email).body("[0].email_address_verified", is(true));
        search(email.substring(1)).body("$", empty());
        search(family).body("account_id", contains(ada.toString())).body("[0]", not(hasKey("email_address")));
        search(ada.toString()).body("$.size()", is(1)).body("[0]", not(hasKey("email_address")));
        userSearch(SOMEBODY, family, "only_email", true).body("results", empty());
    }

    @Test
    void timesAreMillisecondsAndWhoWasSeenLastComesFirst() throws SQLException {
        var first = person("A", "created = '2020-01-01Z', last_active = null");
        var second = person("B", "created = '2019-01-01Z', last_active = '2021-01-01Z'");
        search(family)
                .body("account_id", contains(texts(second, first).toArray()))
                .body("[0].last_active", is(1609459200000L))
                .body("[1].created", is(1577836800000L))
                .body("[1].last_active", is((Object) null))
                .body("[1]", hasKey("last_active"))
                .body("[0]", not(hasKey("banned")));
    }

    @Test
    void whoIsUnlistedIsFoundByAddressOnly() throws SQLException {
        var ada = person("Ada", "unlisted = true");
        var email = ask("select email_address from accounts where account_id = ?", ada);
        search(family).body("$", empty());
        search(ada.toString()).body("$", empty());
        search(email).body("account_id", contains(ada.toString()));
        userSearch(SOMEBODY.admin(), family, "admin", true).body("results.account_id", contains(ada.toString()));
    }

    @Test
    void whoIsDeletedIsNotFound() throws SQLException {
        var ada = person("Ada");
        event(SOMEBODY.admin(), "delete_account", Map.of("account_id", ada.toString()));
        search(family).body("$", empty());
        search(ada.toString()).body("$", empty());
    }

    @Test
    void anAdministratorSeesAddressesAndBans() throws SQLException {
        person("Ada", "banned = true");
        userSearch(SOMEBODY.admin(), family, "admin", true)
                .body("results[0]", hasKey("email_address"))
                .body("results[0].banned", is(true));
        userSearch(SOMEBODY.admin(), family).body("results[0]", not(hasKey("banned")));
        for (var caller : new TestCaller[] {SOMEBODY, TestCallers.nobody()}) {
            event(caller, "user_search", Map.of("query", "x", "admin", true))
                    .body("error", is("must be logged in and a member of the admin group"));
        }
        event(SOMEBODY.admin().withScopes("read"), "user_search", Map.of("query", "x", "admin", true))
                .body("event", is("error"));
    }

    @Test
    void atMostFiftyComeWhateverIsAskedFor() throws SQLException {
        sql(
                "insert into accounts (account_id, created, last_name)"
                        + " select gen_random_uuid(), now() - make_interval(secs => n), ? from generate_series(1, 60) n",
                family);
        userSearch(SOMEBODY, family).body("results.size()", is(20));
        userSearch(SOMEBODY, family, "limit", 1000).body("results.size()", is(50));
        userSearch(SOMEBODY.admin(), family, "limit", 51, "admin", true).body("results.size()", is(50));
        userSearch(SOMEBODY, family, "limit", 3).body("results.size()", is(3));
        userSearch(SOMEBODY, family, "limit", -1).body("results", empty());
        search(family).body("$.size()", is(20));
    }

    @Test
    void onlyWhoWasActiveMayBeAskedFor() throws SQLException {
        var ada = person("Ada", "last_active = now() - interval '1 day'");
        person("Grace", "last_active = now() - interval '1 year'");
        userSearch(SOMEBODY, family, "active", "6 months").body("results.account_id", contains(ada.toString()));
        userSearch(SOMEBODY, family, "active", "").body("results.size()", is(2));
        for (var odd : new String[] {"x'; drop table accounts", "99999999999999 years", "6 \0"}) {
            event(SOMEBODY, "user_search", Map.of("query", family, "active", odd))
                    .body("error", is("active must be a length of time such as '6 months'"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ;", "%", "_", "\\", "\0", "'", "@", "a@", "\uD800", "%%\\%"})
    void whatStandsForMoreElsewhereStandsForItselfHere(String query) throws SQLException {
        person("Ada");
        search(query).statusCode(200).body("last_name", not(hasItem(family)));
        search(query + " " + family).statusCode(200).body(not(containsString("went wrong")));
    }

    @Test
    void signsOfPatternsAreFound() throws SQLException {
        var odd = person("50%_\\x").toString();
        person("50xx");
        search("50%_\\ " + family).body("account_id", contains(odd));
    }

    @Test
    void aSearchHasAnEnd() {
        search("a ".repeat(51)).body("error", is("a search takes at most 50 words and addresses"));
        route(SOMEBODY, "accounts/search", Map.of()).body("error", is("query must be specified"));
    }

    @Test
    void namesAreToldToEverybody() throws SQLException {
        var ada = person("Ada").toString();
        var nameless = create(freshEmail()).toString();
        var nobodys = UUID.randomUUID().toString();
        event(TestCallers.nobody(), "get_usernames", Map.of("account_ids", List.of(ada, nobodys)))
                .body("event", is("usernames"))
                .body(
                        "usernames",
                        is(Map.of(ada, Map.of("first_name", "Ada", "last_name", family), nobodys, Map.of())));
        event(SOMEBODY, "get_usernames", Map.of("account_ids", List.of())).body("usernames", is(Map.of()));
        event(SOMEBODY, "get_usernames", Map.of("account_ids", List.of(ada, "x")))
                .body("error", is("invalid uuid 'x' in account_ids -- all of them must be ids of accounts"));

        sql("update accounts set profile = '{\"color\": \"red\", \"secret\": 1}' where account_id::text = ?", ada);
        route(SOMEBODY, "accounts/get-names", Map.of("account_ids", List.of(ada, nameless, nobodys)))
                .body("names." + quoted(ada) + ".profile", is(Map.of("color", "red")))
                .body("names." + quoted(nameless), is(Map.of("first_name", "No", "last_name", "Name")))
                .body("names." + quoted(nobodys), is(Map.of("first_name", "Deleted", "last_name", "User")));
        route(TestCallers.nobody(), "accounts/get-names", Map.of("account_ids", List.of()))
                .body("error", is("must be signed in"));
        route(SOMEBODY, "accounts/get-names", Map.of()).body("error", is("account_ids must be specified"));
        route(SOMEBODY, "accounts/get-names", Map.of("account_ids", List.of("x")))
                .body("error", is("account_ids must be valid uuids, but 'x' is not"));
        var many = java.util.Collections.nCopies(10_001, ada);
        route(SOMEBODY, "accounts/get-names", Map.of("account_ids", many))
                .body("error", is("account_ids must hold at most 10000 ids"));
    }

    private static String quoted(String key) {
        return "'" + key + "'";
    }

    @Test
    void theIndexOfLettersIsThere() throws SQLException {
        assertEquals("1", ask("select count(*) from pg_indexes where indexname = 'accounts_search'"));
    }
}
