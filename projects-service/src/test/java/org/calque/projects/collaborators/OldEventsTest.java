package org.calque.projects.collaborators;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.calque.kit.FactReaders.Received;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.FakeNeighbours;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// People of projects by the events of API v1.
@QuarkusTest
class OldEventsTest extends ProjectsTest {
    @Inject
    InvitedPeople invitedPeople;

    private TestCaller ada;
    private TestCaller grace;
    private TestCaller alan;
    private String project;

    @BeforeEach
    void threePeopleAndAProject() {
        ada = somebody();
        grace = somebody();
        alan = somebody();
        project = project(ada);
    }

    private String groups(String project) throws SQLException {
        return ask(
                "select string_agg(\"group\", ',' order by added, account_id) from members where project_id = ?::uuid",
                project);
    }

    @Test
    void oneAccountOrManyAreAddedAllOrNone() throws SQLException {
        var second = project(ada);
        add("project_id", project, "account_id", grace.id()).body("event", is("success"));
        add("project_id", project, "account_id", grace.id())
                .body("event", is("success"))
                .body("$", not(hasKey("project_id")));
        add("project_id", List.of(project, second), "account_id", List.of(alan.id(), grace.id()))
                .body("event", is("success"));
        assertEquals("owner,collaborator,collaborator", groups(project));
        var strangers = project(somebody());
        add("project_id", List.of(second, strangers), "account_id", List.of(alan.id(), alan.id()))
                .body("error", is("Error: user " + ada.id() + " does not have write access to project " + strangers));
        assertEquals("owner,collaborator", groups(second));
    }

    @Test
    void whatIsNoListOfAccountsIsRefused() {
        add("project_id", project, "account_id", List.of(grace.id(), alan.id()))
                .body("error", is("Error: account_id and project_id must be lists of the same length"));
        add("project_id", project, "account_id", "x")
                .body("error", is("Error: all account id's must be valid uuid's, but \"x\" is not"));
        add("project_id", "x", "account_id", grace.id()).body("error", is("Error: project_id must be a valid uuid"));
        add("project_id", project, "account_id", 5)
                .body("error", is("Error: account_id must be a string or a list of strings"));
        add("project_id", project, "account_id", List.of())
                .body("error", is("Error: account_id must be a string or a list of strings"));
        add("account_id", grace.id()).body("error", is("Error: project_id must be specified"));
        add("project_id", project, "account_id", java.util.Collections.nCopies(101, grace.id()))
                .body("error", is("Error: account_id must name at most 100"));
        var nobody = "c" + UUID.randomUUID().toString().substring(1);
        add("project_id", project, "account_id", nobody).body("error", is("Error: no account with id " + nobody));
        event(TestCallers.project(UUID.fromString(project)), "add_collaborator", "account_id", grace.id())
                .body("error", is("Error: must be signed in"));
    }

    @Test
    void whoIsRemovedIsOutAndAnOwnerStaysWithoutAWord() throws SQLException {
        add("project_id", project, "account_id", grace.id());
        event(alan, "remove_collaborator", "project_id", project, "account_id", grace.id())
                .body("error", is("Error: user " + alan.id() + " does not have write access to project " + project));
        event(ada, "remove_collaborator", "project_id", project, "account_id", ada.id())
                .body("event", is("success"));
        event(ada, "remove_collaborator", "project_id", project, "account_id", grace.id())
                .body("event", is("success"));
        assertEquals("owner", groups(project));
        event(grace, "project_exec", "project_id", project, "command", "true").body("event", is("error"));
    }

    @Test
    void whoIsInvitedIsAddedAndToldInTheInvitersWords() throws SQLException {
        event(ada, "invite_collaborator", "project_id", project, "account_id", grace.id())
                .body("event", is("success"));
        assertEquals("owner,collaborator", groups(project));
        assertEquals(0, told(grace));
        event(ada, "invite_collaborator", "project_id", project, "account_id", alan.id(), "email", "Come and see!")
                .body("event", is("success"));
        assertEquals(1, told(alan));
        event(alan, "invite_collaborator", "project_id", project(ada), "account_id", grace.id(), "email", "Hm")
                .body("error", containsString("does not have write access"));
        event(ada, "invite_collaborator", "project_id", project, "account_id", grace.id(), "email", "x".repeat(10_001))
                .body("error", is("Error: email must have at most 10000 characters"));
        assertEquals(0, told(grace));
    }

    private static long told(TestCaller account) {
        return FakeNeighbours.TOLD.stream()
                .filter(it -> it.path("account_id").asText().equals(account.id().toString()))
                .count();
    }

    private ValidatableResponse inviteByAddress(TestCaller caller, String to) {
        return event(
                caller,
                "invite_noncloud_collaborators",
                "project_id",
                project,
                "to",
                to,
                "email",
                "Come!",
                "title",
                "T",
                "link2proj",
                "https://example.org");
    }

    @Test
    void whoHasAnAccountIsAddedByAddressAtOnce() throws SQLException {
        inviteByAddress(ada, "new@example.org; " + grace.id() + "@known")
                .body("event", is("invite_noncloud_collaborators_resp"))
                .body("mesg", is("Invited new@example.org; " + grace.id() + "@known to collaborate on a project."));
        assertEquals("owner,collaborator", groups(project));
        inviteByAddress(ada, " ,; ").body("error", is("Error: to must hold at least one email address"));
        inviteByAddress(ada, "a@example.org ".repeat(80))
                .body("error", is("Error: Specify less recipients when adding collaborators to project."));
        inviteByAddress(alan, "new@example.org").body("error", containsString("does not have write access"));
    }

    @Test
    void anInvitationHoldsForAsLongAsItsSenderMayAddPeople() throws SQLException {
        add("project_id", project, "account_id", grace.id());
        invitedPeople.read(due(alan.id(), project, grace.id(), false));
        assertEquals("owner,collaborator,collaborator", groups(project));
        event(ada, "remove_collaborator", "project_id", project, "account_id", alan.id());
        event(ada, "remove_collaborator", "project_id", project, "account_id", grace.id());
        invitedPeople.read(due(alan.id(), project, grace.id(), false));
        assertEquals("owner", groups(project));
        invitedPeople.read(due(alan.id(), project, grace.id(), true));
        assertEquals("owner,collaborator", groups(project));
        event(ada, "remove_collaborator", "project_id", project, "account_id", alan.id());
        route(ada, "projects/delete", "project_id", project);
        invitedPeople.read(due(alan.id(), project, ada.id(), false));
        assertEquals("owner", groups(project));
    }

    private static Received due(UUID account, String project, UUID by, boolean byAdministrator) {
        JsonNode value = JsonNodeFactory.instance
                .objectNode()
                .put("account_id", account.toString())
                .set(
                        "invitations",
                        JsonNodeFactory.instance
                                .arrayNode()
                                .add(JsonNodeFactory.instance
                                        .objectNode()
                                        .put("project_id", project)
                                        .put("invited_by", by.toString())
                                        .put("by_administrator", byAdministrator)));
        return new Received(UUID.randomUUID().toString(), "InvitationsDue", account.toString(), value);
    }

    @Test
    void whereOwnersKeepTheDoorCollaboratorsLetNobodyIn() {
        add("project_id", project, "account_id", grace.id());
        set(ada, "projects", "project_id", project, "manage_users_owner_only", true);
        var only = "Error: Only owners can manage collaborators when this setting is enabled";
        event(grace, "add_collaborator", "project_id", project, "account_id", alan.id())
                .body("error", is(only));
        event(grace, "invite_collaborator", "project_id", project, "account_id", alan.id())
                .body("error", is(only));
        inviteByAddress(grace, "new@example.org").body("error", is(only));
        route(ada, "projects/collaborators/list", "project_id", project).body("", hasSize(2));
        route(ada, "projects/collaborators/list", "project_id", project)
                .body("account_id", contains(ada.id().toString(), grace.id().toString()));
    }

    private ValidatableResponse add(Object... options) {
        return event(ada, "add_collaborator", options);
    }
}
