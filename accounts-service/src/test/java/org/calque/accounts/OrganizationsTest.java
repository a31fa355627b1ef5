package org.calque.accounts;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.calque.kit.Handler;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.messages.Json;
import org.calque.messages.Outcome;
import org.calque.messages.Request;
import org.calque.messages.bridge.OrgAddAdmin;
import org.calque.messages.bridge.OrgAddUser;
import org.calque.messages.bridge.OrgCreate;
import org.calque.messages.bridge.OrgCreateToken;
import org.calque.messages.bridge.OrgCreateUser;
import org.calque.messages.bridge.OrgExpireToken;
import org.calque.messages.bridge.OrgGet;
import org.calque.messages.bridge.OrgGetAll;
import org.calque.messages.bridge.OrgGetUsers;
import org.calque.messages.bridge.OrgMessage;
import org.calque.messages.bridge.OrgRemoveAdmin;
import org.calque.messages.bridge.OrgRemoveUser;
import org.calque.messages.bridge.OrgSet;
import org.junit.jupiter.api.Test;

/// Organizations, their walls, and what those who look after them can do and cannot.
@QuarkusTest
class OrganizationsTest extends AccountsTest {
    private static final String WALL = "user must be an admin of the organization or site-admin";

    @Inject
    Handler<OrgGetAll> getAll;

    @Inject
    Handler<OrgCreate> create;

    @Inject
    Handler<OrgGet> get;

    @Inject
    Handler<OrgSet> set;

    @Inject
    Handler<OrgAddUser> addUser;

    @Inject
    Handler<OrgAddAdmin> addAdmin;

    @Inject
    Handler<OrgRemoveUser> removeUser;

    @Inject
    Handler<OrgRemoveAdmin> removeAdmin;

    @Inject
    Handler<OrgCreateUser> createUser;

    @Inject
    Handler<OrgGetUsers> getUsers;

    @Inject
    Handler<OrgMessage> message;

    @Inject
    Handler<OrgCreateToken> createToken;

    @Inject
    Handler<OrgExpireToken> expireToken;

    private static <R extends Request> JsonNode done(Handler<R> handler, TestCaller caller, R request) {
        return switch (handler.handle(request, caller.caller())) {
            case Outcome.Done(var reply, var cookies) -> Json.MAPPER.valueToTree(reply);
            case Outcome other -> throw new AssertionError(other);
        };
    }

    private static <R extends Request> String refused(Handler<R> handler, TestCaller caller, R request) {
        return handler.handle(request, caller.caller()) instanceof Outcome.Refused(var reason, Outcome.Problem problem)
                ? problem.error()
                : "done";
    }

    private static String fresh() {
        return "org-" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static String id(TestCaller caller) {
        return caller.id().toString();
    }

    /// The names of those who belong to it, in the order in which they came to the site.
    private List<String> members(String name) {
        var ids = new ArrayList<String>();
        done(getUsers, member().admin(), new OrgGetUsers(name))
                .forEach(it -> ids.add(it.path("account_id").asText()));
        return ids;
    }

    /// An organization with somebody who looks after it.
    private String organization(TestCaller admin) {
        var name = fresh();
        done(create, SOMEBODY.admin(), new OrgCreate(name));
        done(addAdmin, SOMEBODY.admin(), new OrgAddAdmin(name, id(admin)));
        return name;
    }

    @Test
    void anOrganizationIsMadeToldAndChanged() throws Exception {
        var site = SOMEBODY.admin();
        var name = fresh();
        UUID.fromString(done(create, site, new OrgCreate(name)).asText());
        assertEquals(
                Json.MAPPER.readTree("{\"name\": \"" + name + "\", \"title\": null, \"description\": null,"
                        + " \"link\": null, \"email_address\": null, \"admin_account_ids\": []}"),
                done(get, site, new OrgGet(name)));
        done(set, site, new OrgSet(name, "Title", "d", "https://example.org", "o@example.org"));
        assertEquals(NullNode.instance, done(set, site, new OrgSet(name, null, "other", null, null)));
        assertEquals(
                "Title other https://example.org o@example.org",
                ask(
                        "select concat_ws(' ', title, description, link, email_address) from organizations"
                                + " where name = ?",
                        name));
        assertTrue(done(getAll, site, new OrgGetAll()).findValuesAsText("name").contains(name));
        assertEquals("no org named 'nowhere'", refused(get, site, new OrgGet("nowhere")));
        assertEquals("no org named 'nowhere'", refused(set, site, new OrgSet("nowhere", "x", null, null, null)));
        assertEquals("name must be specified", refused(get, site, new OrgGet(null)));
        assertEquals("name must not contain the character with the code 0", refused(get, site, new OrgGet("a\0b")));
    }

    @Test
    void aNameBelongsToOneAccountOrOrganization() {
        var site = SOMEBODY.admin();
        var name = fresh();
        done(create, site, new OrgCreate(name));
        for (var again : List.of(name, name.toUpperCase())) {
            assertEquals(
                    "name " + again + " is already used by some account or organization",
                    refused(create, site, new OrgCreate(again)));
            route(member(), "accounts/set-name", Map.of("username", again))
                    .body("error", is("name \"" + again + "\" is already taken by another organization or account"));
        }
        var taken = "ada" + System.nanoTime();
        var ada = member();
        route(ada, "accounts/set-name", Map.of("username", taken)).body("status", is("success"));
        assertEquals(
                "name " + taken.toUpperCase() + " is already used by some account or organization",
                refused(create, site, new OrgCreate(taken.toUpperCase())));
        for (var odd :
                List.of("x".repeat(40), "a b", "-a", "a/b", UUID.randomUUID().toString())) {
            assertTrue(refused(create, site, new OrgCreate(odd)).startsWith("name must have 1 to 39 letters"), odd);
        }
    }

    @Test
    void oneOfTwoWhoWantANameAtOnceGetsIt() throws Exception {
        var name = fresh();
        var ada = member();
        try (var both = Executors.newFixedThreadPool(2)) {
            List<Callable<Boolean>> wishes = List.of(
                    () -> refused(create, SOMEBODY.admin(), new OrgCreate(name)).equals("done"),
                    () -> "success"
                            .equals(route(ada, "accounts/set-name", Map.of("username", name))
                                    .extract()
                                    .path("status")));
            int got = 0;
            for (var wish : both.invokeAll(wishes)) {
                got += wish.get() ? 1 : 0;
            }
            assertEquals(1, got);
        }
    }

    @Test
    void theSitesAdministratorsMakeOrganizationsAndSayWhoIsInThem() {
        var chief = member();
        var name = organization(chief);
        var other = member();
        for (var caller : List.of(chief, other, chief.admin().withScopes("read", "write"))) {
            assertEquals("must be a site admin", refused(getAll, caller, new OrgGetAll()));
            assertEquals("only admins may create organizations", refused(create, caller, new OrgCreate(fresh())));
            assertEquals(
                    "only site admins can add/move a user to an org right now",
                    refused(addUser, caller, new OrgAddUser(name, id(other))));
            assertEquals(
                    "only site admins can make a user an organization admin right now",
                    refused(addAdmin, caller, new OrgAddAdmin(name, id(other))));
        }
        assertEquals(List.of(id(chief)), members(name));
    }

    @Test
    void nobodyElsePassesTheWallsOfAnOrganization() {
        var chief = member();
        var name = organization(chief);
        var eve = member();
        organization(eve);
        var mate = member();
        done(addUser, SOMEBODY.admin(), new OrgAddUser(name, id(mate)));
        for (var caller : List.of(eve, mate, SOMEBODY)) {
            assertEquals(WALL, refused(get, caller, new OrgGet(name)));
            assertEquals(WALL, refused(set, caller, new OrgSet(name, "x", null, null, null)));
            assertEquals(WALL, refused(getUsers, caller, new OrgGetUsers(name)));
            assertEquals(WALL, refused(removeUser, caller, new OrgRemoveUser(name, id(mate))));
            assertEquals(WALL, refused(removeAdmin, caller, new OrgRemoveAdmin(name, id(chief))));
            assertEquals(WALL, refused(message, caller, new OrgMessage(name, "s", "b")));
            assertEquals(WALL, refused(createToken, caller, new OrgCreateToken(id(mate), null)));
            assertEquals(WALL, refused(createUser, caller, new OrgCreateUser(name, freshEmail(), "A", "B", PASSWORD)));
        }
        for (var caller : List.of(TestCallers.nobody(), TestCallers.project(UUID.randomUUID()))) {
            assertEquals("must be signed in", refused(get, caller, new OrgGet(name)));
            assertEquals("must be signed in", refused(getAll, caller, new OrgGetAll()));
            assertEquals("must be signed in", refused(createToken, caller, new OrgCreateToken(id(mate), null)));
            assertEquals("must be signed in", refused(expireToken, caller, new OrgExpireToken("x")));
        }
        assertEquals(WALL, refused(get, chief, new OrgGet("nowhere")));
        assertEquals(2, done(getUsers, chief, new OrgGetUsers(name)).size());
    }

    @Test
    void membersComeGoAndMove() {
        var site = SOMEBODY.admin();
        var chief = member();
        var name = organization(chief);
        var email = freshEmail();
        var ada = TestCallers.account(create(email));
        done(addUser, site, new OrgAddUser(name, email.toUpperCase()));
        assertEquals(List.of(id(chief), id(ada)), members(name));
        var told = done(getUsers, chief, new OrgGetUsers(name)).get(1);
        assertEquals(email, told.path("email_address").asText());
        assertTrue(told.has("first_name") && told.has("last_name") && told.has("last_active"), told.toString());
        var elsewhere = organization(member());
        assertEquals(
                "User '" + id(ada) + "' is already member of another organization",
                refused(addAdmin, site, new OrgAddAdmin(elsewhere, id(ada))));
        assertEquals(
                "admin cannot be removed from org; first remove them from being an admin",
                refused(removeUser, chief, new OrgRemoveUser(name, id(chief))));
        done(addUser, site, new OrgAddUser(elsewhere, id(chief)));
        assertEquals(WALL, refused(get, chief, new OrgGet(name)), "who has moved looks after the old one no longer");
        assertEquals(List.of(id(ada)), members(name));
        done(removeUser, site, new OrgRemoveUser(name, email));
        assertEquals(List.of(), members(name));
        assertEquals(
                "user '" + email + "' is not a member of the organization '" + name + "'",
                refused(removeUser, site, new OrgRemoveUser(name, email)));
        assertEquals("no such account 'x@y'", refused(addAdmin, site, new OrgAddAdmin(name, "x@y")));
        assertEquals("cannot find user 'x'", refused(addUser, site, new OrgAddUser(name, "x")));
        assertEquals("no org named 'nowhere'", refused(addUser, site, new OrgAddUser("nowhere", id(ada))));
        assertEquals("no org named 'nowhere'", refused(addAdmin, site, new OrgAddAdmin("nowhere", id(ada))));
    }

    @Test
    void anAdministratorWhoIsNoneAnyLongerStaysAMember() {
        var chief = member();
        var name = organization(chief);
        done(addAdmin, SOMEBODY.admin(), new OrgAddAdmin(name, id(chief)));
        assertEquals(
                1, done(get, chief, new OrgGet(name)).path("admin_account_ids").size());
        done(removeAdmin, chief, new OrgRemoveAdmin(name, id(chief)));
        assertEquals(WALL, refused(get, chief, new OrgGet(name)));
        assertEquals(List.of(id(chief)), members(name));
    }

    @Test
    void accountsAreMadeForTheOwnOrganizationAndBySiteAdministratorsForOneToCome() throws SQLException {
        var chief = member();
        var name = organization(chief);
        var email = freshEmail();
        var id = done(createUser, chief.at("2001:db8:7::1"), new OrgCreateUser(name, email, "Emmy", "N", PASSWORD))
                .asText();
        assertEquals(List.of(id(chief), id), members(name));
        route(TestCallers.nobody().at("2001:db8:7::2"), "auth/sign-in", Map.of("email", email, "password", PASSWORD))
                .body("account_id", is(id));
        assertEquals(
                "email address \"" + email + "\" is already in use by another account",
                refused(createUser, chief, new OrgCreateUser(name, email, "A", "B", null)));
        assertEquals(
                "email address is not valid", refused(createUser, chief, new OrgCreateUser(name, "x", "A", "B", null)));
        var toCome = fresh();
        var early = done(createUser, SOMEBODY.admin(), new OrgCreateUser(toCome, freshEmail(), "A", "B", null))
                .asText();
        assertEquals(toCome, ask("select org from accounts where account_id = ?", UUID.fromString(early)));
        done(createToken, SOMEBODY.admin(), new OrgCreateToken(early, null));
        assertEquals(WALL, refused(createUser, chief, new OrgCreateUser(toCome, freshEmail(), "A", "B", null)));
    }

    @Test
    void aTokenSignsABrowserInAsAMemberAndNeverAsAnAdministratorOfTheSite() throws SQLException {
        var chief = member();
        var name = organization(chief);
        var mate = member();
        done(addUser, SOMEBODY.admin(), new OrgAddUser(name, id(mate)));
        var made = done(createToken, chief, new OrgCreateToken(id(mate), null));
        assertEquals(24, made.path("token").asText().length());
        assertTrue(made.path("url")
                .asText()
                .endsWith("/auth/impersonate?auth_token=" + made.path("token").asText()));
        assertEquals("1", ask("select count(*) from auth_tokens where account_id = ?", mate.id()));
        assertEquals(
                NullNode.instance,
                done(expireToken, mate, new OrgExpireToken(made.path("token").asText())));
        assertEquals("0", ask("select count(*) from auth_tokens where account_id = ?", mate.id()));
        assertEquals("user is not in an org", refused(createToken, chief, new OrgCreateToken(id(member()), null)));
        assertEquals("user is not in an org", refused(createToken, chief, new OrgCreateToken("nobody", null)));
        var soon = Instant.now().plusSeconds(60).toEpochMilli();
        done(createToken, chief, new OrgCreateToken(id(mate), soon));
        assertEquals(
                String.valueOf(soon),
                ask(
                        "select (extract(epoch from expire) * 1000)::bigint from auth_tokens where account_id = ?",
                        mate.id()));
        for (long expire : new long[] {0, Instant.now().plusSeconds(31L * 86400).toEpochMilli(), Long.MAX_VALUE}) {
            assertTrue(refused(createToken, chief, new OrgCreateToken(id(mate), expire))
                    .startsWith("expire must be a time within the next 30 days"));
        }
        for (var group : List.of("admin", "partner")) {
            sql("update accounts set groups = array[?] where account_id = ?", group, mate.id());
            assertEquals(
                    "only site admins may sign in as somebody with rights on the whole site",
                    refused(createToken, chief, new OrgCreateToken(id(mate), null)));
        }
        sql("update accounts set groups = '{}', banned = true where account_id = ?", mate.id());
        assertEquals("the account is banned", refused(createToken, chief, new OrgCreateToken(id(mate), null)));
    }

    @Test
    void aMessageReachesEveryMemberAloneAndNobodyElse() throws SQLException {
        var chief = member();
        var name = organization(chief);
        var mates = List.of(member(), member());
        mates.forEach(it -> done(addUser, SOMEBODY.admin(), new OrgAddUser(name, id(it))));
        var gone = member();
        done(addUser, SOMEBODY.admin(), new OrgAddUser(name, id(gone)));
        sql("update accounts set deleted = true where account_id = ?", gone.id());
        var eve = member();
        assertEquals(NullNode.instance, done(message, chief, new OrgMessage(name, "Meeting", "at 5")));
        for (var reader : List.of(mates.get(0), mates.get(1), chief)) {
            route(reader, "messages/get", Map.of())
                    .body("messages.subject", contains("Meeting"))
                    .body("messages.to_ids", contains(List.of(id(reader))));
            assertEquals("1", ask("select unread_message_count from accounts where account_id = ?", reader.id()));
        }
        route(eve, "messages/get", Map.of()).body("messages.size()", is(0));
        assertEquals("0", ask("select count(*) from messages where ? = any (to_ids)", gone.id()));
        assertEquals(
                "subject must have at most 1000 characters",
                refused(message, chief, new OrgMessage(name, "x".repeat(1001), "b")));
    }
}
