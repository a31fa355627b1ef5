package org.calque.projects.collaborators;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Coming to a project by a token, and asking to be invited.
@QuarkusTest
class InviteTokensTest extends ProjectsTest {
    private static final String INVALID = "Error: Project invite token is not valid - ";

    private TestCaller ada;
    private TestCaller grace;
    private String project;

    @BeforeEach
    void anOwnerAndSomebodyElse() {
        ada = somebody();
        grace = somebody();
        project = project(ada);
    }

    private String token(Object... more) {
        var parameters = map(more);
        parameters.put("action", "create");
        parameters.put("project_id", project);
        return post(ada, "/v2/projects/invite-tokens", parameters)
                .body("tokens", hasSize(1))
                .body("tokens[0].token", matchesPattern("[\\w-]{32}"))
                .body("tokens[0].counter", is(0))
                .extract()
                .path("tokens[0].token");
    }

    private static ValidatableResponse use(TestCaller caller, Object token) {
        return event(caller, "add_collaborator", "account_id", caller.id(), "token_id", token);
    }

    private String members() throws SQLException {
        return ask("select count(*) from members where project_id = ?::uuid", project);
    }

    @Test
    void whoHasATokenComesInAndIsCountedOnce() {
        var token = token();
        use(grace, token).body("event", is("success")).body("project_id", is(project));
        use(grace, token).body("event", is("success")).body("project_id", is(project));
        event(grace, "project_exec", "project_id", project, "command", "true").body("exit_code", is(0));
        tokens(grace).body("tokens.counter", contains(1)).body("tokens.token", contains(token));
    }

    private ValidatableResponse tokens(TestCaller caller) {
        return route(caller, "projects/invite-tokens", "project_id", project);
    }

    @Test
    void aListOfTokensLeadsToAllProjectsOrToNone() throws SQLException {
        var second = project(ada);
        var here = token();
        String there = route(ada, "projects/invite-tokens", "action", "create", "project_id", second)
                .extract()
                .path("tokens[0].token");
        useMany(here, "nonsense").body("error", is(INVALID + "no such token"));
        assertEquals("1", members());
        useMany(here, there).body("event", is("success")).body("project_id", contains(project, second));
    }

    private ValidatableResponse useMany(String... tokens) {
        return event(
                grace, "add_collaborator", "account_id", List.of(grace.id(), grace.id()), "token_id", List.of(tokens));
    }

    @Test
    void atMostAsManyComeAsTheTokenSaysHoweverManyTryAtOnce() throws Exception {
        var token = token("usage_limit", 3);
        List<Callable<String>> crowd = new ArrayList<>();
        for (var i = 0; i < 12; i++) {
            var somebody = somebody();
            crowd.add(() -> use(somebody, token).extract().asString());
        }
        var refused = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(crowd)) {
                refused += answer.get().contains(INVALID + "it was used as often as it may be") ? 1 : 0;
            }
        }
        assertEquals(9, refused);
        assertEquals("4", members());
    }

    @Test
    void whatHasExpiredOrWasRevokedLetsNobodyIn() throws SQLException {
        var past = token("expires", "2020-01-01T00:00:00.000Z");
        use(grace, past).body("error", is(INVALID + "it has expired"));
        var revoked = token();
        revoke(revoked).body("status", is("ok"));
        revoke("nonsense").body("error", is("no such token"));
        use(grace, revoked).body("error", is(INVALID + "it has expired"));
        assertEquals("1", members());
    }

    @Test
    void whatCanBeNoTokenIsNone() {
        use(grace, "a\u0000b").body("error", is(INVALID + "no such token"));
        revoke("a\u0000b").body("error", is("no such token"));
        route(
                        ada,
                        "projects/invite-tokens",
                        "action",
                        "create",
                        "project_id",
                        project,
                        "expires",
                        "+999999999-01-01T00:00:00Z")
                .body("error", is("created and expires must be times of the years 1 to 9999"));
    }

    private ValidatableResponse revoke(String token) {
        return route(ada, "projects/invite-tokens", "action", "revoke", "project_id", project, "token", token);
    }

    @Test
    void aTokenEndsWithTheRightsOfItsMakerAndAtTheRemovalOfSomebodyWhoKnowsIt() {
        add(ada, project, grace.id());
        String graces = route(grace, "projects/invite-tokens", "action", "create", "project_id", project)
                .extract()
                .path("tokens[0].token");
        set(ada, "projects", "project_id", project, "manage_users_owner_only", true);
        use(somebody(), graces).body("error", is(INVALID + "whoever made it may not add people any longer"));
        var adas = token();
        use(somebody(), adas).body("event", is("success"));
        route(ada, "projects/collaborators/remove", "project_id", project, "account_id", grace.id());
        use(grace, adas).body("error", is(INVALID + "it has expired"));
        var last = token();
        route(ada, "projects/delete", "project_id", project);
        use(somebody(), last).body("error", is(INVALID + "its project is deleted"));
    }

    @Test
    void tokensAreForWhoManagesTheProject() {
        var stranger = "user " + grace.id() + " does not have write access to project " + project;
        tokens(grace).body("error", is(stranger));
        tokens(TestCallers.nobody()).body("error", is("must be signed in"));
        route(ada, "projects/collaborators/add", "project_id", project, "account_id", grace.id(), "group", "viewer");
        tokens(grace).body("error", is(stranger));
        route(ada, "projects/invite-tokens", "project_id", "x").body("error", is("project_id must be a valid uuid"));
        route(ada, "projects/invite-tokens", "project_id", project, "action", "burn")
                .body("error", is("action must be get, create or revoke"));
        create("expires", "soon").body("error", is("expires must be a time like 2026-11-21T08:15:30.250Z"));
        create("usage_limit", -1).body("error", is("usage_limit must be a whole number from 0 to 1000000000"));
    }

    private ValidatableResponse create(String field, Object value) {
        return route(ada, "projects/invite-tokens", "action", "create", "project_id", project, field, value);
    }

    @Test
    void aTokenLetsInWhoUsesItAndWrongOnesAreTriedOnlySoOften() {
        var token = token();
        event(grace, "add_collaborator", "account_id", somebody().id(), "token_id", token)
                .body("error", is("Error: an invite token lets in nobody but the account that uses it"));
        use(grace.onlyIn(UUID.randomUUID()), token)
                .body("error", is("Error: an API key that is limited to projects cannot join another project"));
        for (var i = 0; i < 20; i++) {
            use(grace, "wrong-token-" + i).body("error", is(INVALID + "no such token"));
        }
        use(grace, token).body("error", is("Error: too many wrong invite tokens; wait a minute and try again"));
        use(somebody(), token).body("event", is("success"));
    }

    @Test
    void tokensOfClientsComeThroughTheQueryLanguage() throws SQLException {
        var token = "client-made-" + UUID.randomUUID();
        put(ada, token, "usage_limit", 1).body("isEmpty()", is(true));
        put(
                        ada,
                        token,
                        "usage_limit",
                        2,
                        "expires",
                        Instant.now().plusSeconds(60).toString())
                .body("isEmpty()", is(true));
        assertEquals("2", ask("select usage_limit::int::text from api_project_invite_tokens where token = ?", token));
        use(grace, token).body("project_id", is(project));
        put(ada, token, "expires", "2020-01-01T00:00:00Z").body("isEmpty()", is(true));
        use(somebody(), token).body("error", is(INVALID + "it has expired"));
    }

    private ValidatableResponse put(TestCaller caller, String token, Object... more) {
        var row = map(more);
        row.put("project_id", project);
        row.put("token", token);
        return post(caller, "/tables/project_invite_tokens", row);
    }

    @Test
    void nobodyTakesOverATokenOrMakesOneForAForeignProject() throws SQLException {
        var token = "client-made-" + UUID.randomUUID();
        put(grace, token).body("error", is("FATAL: user must be an admin"));
        put(ada, token);
        set(grace, "project_invite_tokens", "project_id", project(grace), "token", token)
                .body("error", is("FATAL: this invite token is taken; make up another one"));
        assertEquals(project, ask("select project_id::text from project_invite_tokens where token = ?", token));
        put(ada, "short")
                .body(
                        "error",
                        is("FATAL: token must have 8 to 100 characters, each a letter, a digit or one of . _ ~ -"));
        put(ada, token, "usage_limit", "x")
                .body("error", is("FATAL: project_invite_tokens.usage_limit must be a number"));
        put(ada, token, "expires", "soon").body("error", is("FATAL: project_invite_tokens.expires must be a time"));
        put(ada, token, "counter", 0).body("error", is("FATAL: changing project_invite_tokens.counter not allowed"));
    }

    private ValidatableResponse request(TestCaller caller, UUID account, Object entry) {
        return set(
                caller,
                "project_invite_requests",
                "project_id",
                project,
                "invite_requests",
                map(account.toString(), entry));
    }

    @Test
    void whoAsksToBeInvitedIsSeenUntilItIsLetIn() throws SQLException {
        request(grace, grace.id(), map("message", "please")).body("isEmpty()", is(true));
        request(grace, grace.id(), map("message", "please!", "timestamp", "2020-01-01T00:00:00Z"))
                .body("isEmpty()", is(true));
        var path = "(invite_requests #>> '{" + grace.id() + ",message}')";
        assertEquals("please!", column(project, path));
        add(ada, project, grace.id());
        assertNull(column(project, path));
    }

    @Test
    void nobodyAsksInThePlaceOfAnotherOrAtLength() {
        var error = "FATAL: error setting 'invite_requests' -- Error: ";
        request(grace, ada.id(), map("message", "x"))
                .body(
                        "error",
                        is(error
                                + "it must hold a request of the caller's own account, {account_id: {message}}, and no"
                                + " other"));
        request(grace, grace.id(), map("message", "x".repeat(1001)))
                .body("error", is(error + "message must have at most 1000 characters"));
        request(grace, grace.id(), map("group", "owner")).body("error", is(error + "unknown field 'group'"));
        request(grace, grace.id(), map("message", 5)).body("error", is(error + "message must be a string"));
        var nowhere = UUID.randomUUID();
        set(
                        grace,
                        "project_invite_requests",
                        "project_id",
                        nowhere,
                        "invite_requests",
                        map(grace.id().toString(), map("message", "x")))
                .body("error", is("FATAL: project " + nowhere + " takes no requests to be invited"));
    }
}
