package org.calque.accounts;

import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CreateAccountTest extends AccountsTest {
    @Test
    void theReplyNamesTheNewAccountAndRepeatsTheId() {
        event(
                        SOMEBODY,
                        "create_account",
                        Map.of(
                                "id",
                                "mine",
                                "email_address",
                                freshEmail().toUpperCase(),
                                "password",
                                PASSWORD,
                                "first_name",
                                "Ada",
                                "agreed_to_terms",
                                true))
                .statusCode(200)
                .body("event", is("account_created"))
                .body("id", is("mine"))
                .body("account_id", notNullValue())
                .body("api_key", nullValue());
    }

    @Test
    void severalReasonsComeAtOnce() {
        event(SOMEBODY, "create_account", Map.of("email_address", "ada", "password", "12345"))
                .body("event", is("account_creation_failed"))
                .body("reason", hasEntry("email_address", "Email address does not appear to be valid."))
                .body("reason", hasEntry("password", "Password must be between 6 and 64 characters in length."))
                .body("reason.agreed_to_terms", notNullValue());
    }

    @Test
    void anAddressIsTakenWhateverItsCase() {
        var email = freshEmail();
        create(email);
        event(
                        SOMEBODY,
                        "create_account",
                        Map.of("email_address", email.toUpperCase(), "password", PASSWORD, "agreed_to_terms", true))
                .body("event", is("account_creation_failed"))
                .body("reason", is(Map.of("email_address", "This e-mail address is already taken.")));
    }

    @Test
    void theAddressOfABannedAccountIsRefusedAsBanned() throws SQLException {
        var email = freshEmail();
        sql("update accounts set banned = true where account_id = ?", create(email));
        event(SOMEBODY, "create_account", Map.of("email_address", email, "agreed_to_terms", true))
                .body("reason.email_address", is("This e-mail address is banned."));
    }

    @Test
    void ofTwoAtTheSameMomentOneWins() throws Exception {
        var options = Map.of("email_address", freshEmail(), "password", PASSWORD, "agreed_to_terms", true);
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var events = new TreeSet<String>();
            var replies = IntStream.range(0, 2)
                    .mapToObj(i -> both.submit(() -> event(SOMEBODY, "create_account", options)))
                    .toList();
            for (var reply : replies) {
                String event = reply.get().extract().path("event");
                events.add(event);
                if (event.equals("account_creation_failed")) {
                    reply.get().body("reason.email_address", is("This e-mail address is already taken."));
                }
            }
            assertEquals(Set.of("account_created", "account_creation_failed"), events);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"1\"", "1", "\"myapp\""})
    void aTrueIshWishForAKeyMakesOneThatWorks(String wish) throws Exception {
        String key = event(
                        SOMEBODY,
                        "create_account",
                        Map.of(
                                "email_address",
                                freshEmail(),
                                "agreed_to_terms",
                                true,
                                "get_api_key",
                                org.calque.messages.Json.MAPPER.readValue(wish, Object.class)))
                .body("api_key", matchesPattern("sk_[0-9A-Za-z]{24}"))
                .extract()
                .path("api_key");
        lookUp("key", key).statusCode(200).body("kind", is("account"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "\"\"", "0", "\"false\"", "null"})
    void anyOtherWishMakesNone(String wish) throws Exception {
        var options = new java.util.HashMap<String, Object>(Map.of("agreed_to_terms", true));
        options.put("get_api_key", org.calque.messages.Json.MAPPER.readValue(wish, Object.class));
        event(SOMEBODY, "create_account", options)
                .body("event", is("account_created"))
                .body("api_key", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://win.example", "www.win.example", "Free coins at win.com now", "Ada\nLovelace"})
    void aNameThatLooksLikeALinkIsRefused(String name) {
        event(SOMEBODY, "create_account", Map.of("first_name", name, "agreed_to_terms", true))
                .body("event", is("account_creation_failed"))
                .body("reason.other", startsWith("A name must not"));
    }

    @Test
    void theHundredAndFiftyFirstAccountFromOneAddressIsRefusedButNotThatOfAPartner() throws SQLException {
        var crowded = SOMEBODY.at("198.51.100.7");
        sql("""
                insert into attempts (kind, subject, time)
                select 'SIGN_UP', '198.51.100.7', now() - interval '29 minutes' from generate_series(1, 149)
                """);
        var options = Map.of("agreed_to_terms", true);
        event(crowded, "create_account", options).body("event", is("account_created"));
        event(crowded, "create_account", options)
                .body(
                        "reason.other",
                        startsWith("Too many accounts are being created from the ip address 198.51.100.7"));
        event(crowded.partner(), "create_account", options).body("event", is("account_created"));
        event(SOMEBODY, "create_account", options).body("event", is("account_created"));
    }

    @Test
    void aProjectMakesNoAccounts() {
        event(TestCallers.project(FakeProjects.writable()), "create_account", Map.of("agreed_to_terms", true))
                .body("event", is("error"));
    }

    @Test
    void thePasswordIsKeptAsArgon2idAndTheKeyAsAHash() throws SQLException {
        var id = create(freshEmail());
        var hash = ask("select password_hash from accounts where account_id = ?", id);
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertNotNull(ask("select created_by from accounts where account_id = ?", id));
    }

    @Test
    void whoAsksForTrueStatusesGetsThem() {
        var email = freshEmail();
        create(email);
        io.restassured.RestAssured.given()
                .spec(SOMEBODY.spec())
                .header("Prefer", "problem-details")
                .body(Map.of("email_address", email, "agreed_to_terms", true))
                .post("/events/create_account")
                .then()
                .statusCode(409)
                .body("detail", not(nullValue()));
    }
}
