package org.calque.local.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.calque.local.RunningSystem;
import org.calque.local.admin.Admin;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An operator at the command line, and what becomes of it in the running system.
class AdministrationTest {
    private static final Duration PROMPTLY = Duration.ofSeconds(1);

    private static RunningSystem system;
    private static Client admin;
    private static Person ada;

    private String said;

    @BeforeAll
    static void meetAda() {
        system = RunningSystem.shared();
        admin = new Client(system.baseUrl(), system.adminKey());
        ada = World.person(admin, "Ada", "Administrator");
    }

    private int operator(String... words) {
        var out = new ByteArrayOutputStream();
        var both = new PrintStream(out, true, UTF_8);
        var code = new Admin(
                        Map.of("CALQUE_PORT", Integer.toString(system.port())),
                        system.home().resolve("api-key"),
                        both,
                        both)
                .run(List.of(words));
        said = out.toString(UTF_8);
        return code;
    }

    private static boolean isAdmin() {
        return !ada.client().v2("admin/accounts", "limit", 1).json().has("error");
    }

    private static void assertPromptly(boolean expected, Instant since) {
        while (isAdmin() != expected) {
            assertTrue(Duration.between(since, Instant.now()).compareTo(PROMPTLY) < 0, "that takes too long");
        }
    }

    @Test
    void anAdministratorIsMadeAndRemovedWithinASecondAndAllOfItIsInTheLog() {
        assertEquals(false, isAdmin());
        assertEquals(0, operator("make-admin", ada.email()), () -> said);
        assertPromptly(true, Instant.now());
        assertEquals(0, operator("accounts", "--admins"), () -> said);
        assertTrue(said.contains(ada.email()), said);
        assertEquals(0, operator("remove-admin", ada.email()), () -> said);
        assertPromptly(false, Instant.now());

        assertEquals(0, operator("audit", "--since", "1h", "--account", ada.email()), () -> said);
        assertTrue(said.contains("groups_changed"), said);
        assertTrue(said.contains("{\"before\":[\"admin\"],\"groups\":[]}"), said);
        assertEquals(0, operator("audit", "verify"), () -> said);
        var head = said.replaceAll("(?s).*head +([0-9a-f]{64}).*", "$1");
        assertEquals(0, operator("make-admin", ada.email()), () -> said);
        assertEquals(0, operator("remove-admin", ada.email()), () -> said);
        assertEquals(0, operator("audit", "verify", "--head", head), () -> said);
        assertEquals(3, operator("audit", "verify", "--head", "12".repeat(32)), () -> said);
    }

    @Test
    void anAccountIsBannedAndLetInAgainAndItsPasswordSetByALink() {
        var grace = World.person(admin, "Grace", "Guest");
        assertEquals(0, operator("ban", grace.email()), () -> said);
        assertEquals(0, operator("accounts", grace.email(), "--banned"), () -> said);
        assertTrue(said.contains(grace.accountId()), said);
        assertEquals(0, operator("unban", grace.accountId()), () -> said);
        assertEquals(0, operator("reset-password", grace.email()), () -> said);
        assertTrue(said.contains("/auth/password-reset/"), said);
        assertEquals(0, operator("keys", grace.email()), () -> said);
        assertTrue(said.contains("legacy-" + grace.accountId()), said);
        assertEquals(0, operator("delete-key", "legacy-" + grace.accountId()), () -> said);
        assertEquals(0, operator("audit", "--account", grace.email()), () -> said);
        for (var event : List.of("ban", "remove_ban", "password_reset_link_made", "key_deleted")) {
            assertTrue(said.contains("  " + event + "  "), said);
        }
    }

    @Test
    void registrationTokensAndWaitingMailsAreReached() {
        assertEquals(0, operator("tokens"), () -> said);
        assertTrue(said.startsWith("id"), said);
        assertEquals(0, operator("mails"), () -> said);
        assertEquals(1, operator("mails", "link", "999999999"), () -> said);
        assertTrue(said.contains("no waiting mail with id 999999999"), said);
        assertEquals(1, operator("tokens", "delete", "x"), () -> said);
    }
}
