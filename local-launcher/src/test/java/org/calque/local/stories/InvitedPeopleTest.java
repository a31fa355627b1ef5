package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.UUID;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Somebody is invited by an address, makes an account with it, and works in the project until it is removed.
class InvitedPeopleTest {
    private static Client admin;
    private static Person ada;

    @BeforeAll
    static void somebodyWithAProject() {
        var system = RunningSystem.shared();
        admin = new Client(system.baseUrl(), system.adminKey());
        ada = World.person(admin, "Ada", "Lovelace");
    }

    @Test
    void whoWasInvitedComesToTheProjectBySigningUpAndLeavesItAtOnceWhenRemoved() {
        var project = ada.project("For a friend");
        var email = "friend-" + UUID.randomUUID() + "@example.com";
        ada.client()
                .call(
                        "invite_noncloud_collaborators",
                        "project_id",
                        project,
                        "to",
                        email,
                        "email",
                        "Come!",
                        "title",
                        "T",
                        "link2proj",
                        "")
                .expect("invite_noncloud_collaborators_resp");
        var made = admin.call(
                        "create_account",
                        "email_address",
                        email.toUpperCase(),
                        "agreed_to_terms",
                        true,
                        "get_api_key",
                        true)
                .expect("account_created");
        var friend = admin.withKey(made.text("api_key"));
        comesInBefore(Instant.now().plusSeconds(30), friend, project);
        ada.client()
                .call("remove_collaborator", "project_id", project, "account_id", made.text("account_id"))
                .expect("success");
        var refused = friend.call("project_exec", "project_id", project, "command", "true");
        assertEquals("error", refused.event());
        assertTrue(refused.error().contains("does not have write access"), refused.body());
    }

    /// Tries again and again, as a client does, until it is let in.
    private static void comesInBefore(Instant deadline, Client friend, String project) {
        Client.Reply last;
        do {
            last = friend.call("project_exec", "project_id", project, "command", "true");
        } while (last.event().equals("error") && Instant.now().isBefore(deadline));
        last.expect("project_exec_output");
    }
}
