package org.calque.projects.collaborators;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CollaboratorsTest extends ProjectsTest {
    private static final String UNLISTED = "b" + UUID.randomUUID().toString().substring(1);
    private static final String NO_ACCOUNT = "c" + UUID.randomUUID().toString().substring(1);

    private TestCaller ada;
    private TestCaller grace;
    private String project;

    @BeforeEach
    void twoPeopleAndAProject() {
        ada = somebody();
        grace = somebody();
        project = project(ada);
    }

    @Test
    void whoIsAddedMayWorkAndWhoIsRemovedMayNot() {
        event(grace, "project_exec", "project_id", project, "command", "true").body("event", is("error"));
        add(ada, project, grace.id());
        add(ada, project, grace.id());
        event(grace, "project_exec", "project_id", project, "command", "true").body("exit_code", is(0));
        route(grace, "projects/collaborators/list", "project_id", project)
                .body("account_id", contains(ada.id().toString(), grace.id().toString()))
                .body("[0].first_name", is("Ada"))
                .body("[0].last_name", is("Lovelace"));
        remove(ada, grace.id().toString()).body("status", is("ok"));
        remove(ada, grace.id().toString()).body("status", is("ok"));
        event(grace, "project_exec", "project_id", project, "command", "true").body("event", is("error"));
        route(grace, "projects/collaborators/list", "project_id", project).body("$", empty());
    }

    @Test
    void strangersChangeNothing() {
        route(grace, "projects/collaborators/add", "project_id", project, "account_id", FRIEND)
                .body("error", is("user " + grace.id() + " does not have write access to project " + project));
        route(grace, "projects/collaborators/add", "project_id", project, "account_id", grace.id())
                .body("error", is("cannot add self to \"" + project + "\" -- must be an admin"));
        var unknown = UUID.randomUUID();
        route(grace, "projects/collaborators/add", "project_id", unknown, "account_id", grace.id())
                .body("error", is("no project with id \"" + unknown + "\""));
        remove(grace, ada.id().toString()).body("error", containsString("does not have write access"));
        route(TestCallers.nobody(), "projects/collaborators/add").body("error", is("must be signed in"));
        route(TestCallers.nobody(), "projects/collaborators/list", "project_id", project)
                .body("error", is("must be signed in"));
        route(grace.admin(), "projects/collaborators/add", "project_id", project, "account_id", grace.id())
                .body("status", is("ok"));
    }

    private static final UUID FRIEND =
            UUID.fromString("a" + UUID.randomUUID().toString().substring(1));

    @Test
    void ownersStayAndCollaboratorsMayLeave() {
        add(ada, project, grace.id());
        remove(ada, ada.id().toString()).body("error", is("Cannot remove an owner. Demote to collaborator first."));
        remove(grace, ada.id().toString()).body("error", is("Cannot remove an owner. Demote to collaborator first."));
        remove(grace, grace.id().toString()).body("status", is("ok"));
    }

    @Test
    void unknownAccountsAreNotAddedAndUnlistedOnesNotListed() {
        route(ada, "projects/collaborators/add", "project_id", project, "account_id", NO_ACCOUNT)
                .body("error", containsString("no account with id"));
        route(ada, "projects/collaborators/add", "project_id", project, "account_id", "x")
                .body("error", is("all account id's must be valid uuid's, but \"x\" is not"));
        add(ada, project, UUID.fromString(UNLISTED));
        route(ada, "projects/collaborators/list", "project_id", project)
                .body("account_id", contains(ada.id().toString()));
    }

    @Test
    void ownersMayKeepTheDoorToThemselves() {
        add(ada, project, grace.id());
        set(ada, "projects", "project_id", project, "manage_users_owner_only", true)
                .body("isEmpty()", is(true));
        route(grace, "projects/collaborators/add", "project_id", project, "account_id", FRIEND)
                .body("error", is("Only owners can manage collaborators when this setting is enabled"));
        add(ada, project, FRIEND);
        route(ada, "projects/collaborators/list", "project_id", project)
                .body(
                        "account_id",
                        containsInAnyOrder(ada.id().toString(), grace.id().toString(), FRIEND.toString()));
        remove(grace, grace.id().toString()).body("status", is("ok"));
    }

    @Test
    void whoeverRemembersTheProjectAsACallerIsToldOfARemoval() throws SQLException {
        add(ada, project, grace.id());
        try (var facts = new Facts("keys", "projects")) {
            remove(ada, grace.id().toString());
            assertEquals(
                    project,
                    facts.await("CallerChanged", project).path("caller_id").asText());
            assertEquals(
                    grace.id().toString(),
                    facts.await("MembershipChanged", project).path("account_id").asText());
        }
    }

    private io.restassured.response.ValidatableResponse remove(TestCaller caller, String account) {
        return route(caller, "projects/collaborators/remove", "project_id", project, "account_id", account);
    }
}
