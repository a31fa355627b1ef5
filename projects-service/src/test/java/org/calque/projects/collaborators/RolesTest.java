package org.calque.projects.collaborators;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Owners, collaborators and viewers, and how one becomes another.
@QuarkusTest
class RolesTest extends ProjectsTest {
    private TestCaller ada;
    private TestCaller grace;
    private TestCaller vera;
    private String project;

    @BeforeEach
    void anOwnerACollaboratorAndAViewer() {
        ada = somebody();
        grace = somebody();
        vera = somebody();
        project = project(ada);
        add(ada, project, grace.id());
        addViewer(ada, vera.id()).body("status", is("ok"));
    }

    private ValidatableResponse addViewer(TestCaller caller, UUID account) {
        return route(
                caller, "projects/collaborators/add", "project_id", project, "account_id", account, "group", "viewer");
    }

    private ValidatableResponse change(TestCaller caller, UUID target, String group) {
        return route(
                caller,
                "projects/collaborators/change-user-type",
                "project_id",
                project,
                "target_account_id",
                target,
                "new_group",
                group);
    }

    private String group(UUID account) throws SQLException {
        return ask("select \"group\" from members where project_id = ?::uuid and account_id = ?", project, account);
    }

    @Test
    void aCollaboratorBecomesAnOwnerAndAnOwnerACollaborator() throws SQLException {
        change(ada, grace.id(), "owner").body("status", is("ok"));
        change(ada, grace.id(), "owner").body("status", is("ok"));
        change(grace, ada.id(), "collaborator").body("status", is("ok"));
        assertEquals("collaborator", group(ada.id()));
        change(grace, grace.id(), "collaborator")
                .body("error", is("Cannot change the last owner to collaborator. At least one owner is required."));
        assertEquals("owner", group(grace.id()));
    }

    @Test
    void refusalsComeInTheOrderOfTheContract() {
        change(TestCallers.nobody(), grace.id(), "x").body("error", is("must be signed in"));
        change(TestCallers.project(UUID.fromString(project)), grace.id(), "x").body("error", is("must be signed in"));
        change(somebody().admin(), grace.id(), "x").body("error", is("Not a project member"));
        change(vera, grace.id(), "x").body("error", is("Not a project member"));
        change(grace, UUID.randomUUID(), "x").body("error", is("Only project owners can change user types"));
        change(ada, UUID.randomUUID(), "x").body("error", is("Target user is not a member of this project"));
        change(ada, vera.id(), "x")
                .body("error", is("Target user does not have a valid group (must be owner or collaborator)"));
        change(ada, grace.id(), "viewer").body("error", is("New group must be either 'owner' or 'collaborator'"));
        route(ada, "projects/collaborators/change-user-type", "project_id", project)
                .body("error", is("Target user is not a member of this project"));
        route(ada, "projects/collaborators/change-user-type", "project_id", "x")
                .body("error", is("invalid account_id or project_id -- all must be valid uuid's"));
    }

    @Test
    void howeverManyOwnersStepDownAtOnceOneStays() throws Exception {
        change(ada, grace.id(), "owner");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> both = List.of(
                    () -> change(ada, ada.id(), "collaborator").extract().asString(),
                    () -> change(grace, grace.id(), "collaborator").extract().asString());
            for (var done : threads.invokeAll(both)) {
                done.get();
            }
        }
        assertEquals(
                "1", ask("select count(*) from members where project_id = ?::uuid and \"group\" = 'owner'", project));
    }

    @Test
    void aViewerReadsFilesAndChangesNothing() throws SQLException {
        event(ada, "write_text_file_to_project", "project_id", project, "path", "a.txt", "content", "hello");
        event(vera, "read_text_file_from_project", "project_id", project, "path", "a.txt")
                .body("content", is("hello"));
        var noWrite = "User " + vera.id() + " does not have write access to project " + project;
        event(vera, "write_text_file_to_project", "project_id", project, "path", "a.txt", "content", "bye")
                .body("error", is(noWrite));
        event(vera, "project_exec", "project_id", project, "command", "true").body("error", is(noWrite));
        event(vera, "touch_project", "project_id", project)
                .body("error", is("unable to touch project " + project + " -- must have write access"));
        event(vera, "add_license_to_project", "project_id", project, "license_id", UUID.randomUUID())
                .body("error", startsWith("must have write access to " + project));
        route(vera, "projects/call", "project_id", project, "mesg", map("event", "ping"))
                .body("error", is("callProject -- authenticated user must be a collaborator on the project"));
        route(vera, "projects/collaborators/add", "project_id", project, "account_id", vera.id())
                .body("error", is("cannot add self to \"" + project + "\" -- must be an admin"));
        route(vera, "projects/delete", "project_id", project).body("error", is("must be an owner to delete a project"));
        post(vera, "/access", map("project_ids", List.of(project))).body("'" + project + "'", is("read"));
        assertEquals(
                "0",
                ask(
                        "select count(*) from projects where project_id = ?::uuid and last_active ? '"
                                        .replace("last_active ? '", "jsonb_exists(last_active, '")
                                + vera.id() + "')",
                        project));
    }

    @Test
    void aViewerBecomesACollaboratorByBeingAddedAndNotTheOtherWayRound() throws SQLException {
        addViewer(ada, grace.id())
                .body(
                        "error",
                        is("the account is more than a viewer already; remove it before you add it as a viewer"));
        add(ada, project, vera.id());
        assertEquals("collaborator", group(vera.id()));
        route(ada, "projects/collaborators/add", "project_id", project, "account_id", vera.id(), "group", "owner")
                .body("error", is("group must be 'collaborator' or 'viewer'"));
    }
}
