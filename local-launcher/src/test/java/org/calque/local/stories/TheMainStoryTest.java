package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a client does with Calque in its first hour, through the gateway only.
class TheMainStoryTest {
    private static Person ada;
    private static Person grace;

    @BeforeAll
    static void twoPeopleMeet() {
        var system = RunningSystem.shared();
        var world = new World(system.baseUrl(), system.adminKey());
        ada = world.ada;
        grace = world.grace;
    }

    @Test
    void aFileThatIsWrittenCanBeReadByACommandAndByTheApi() {
        var a = ada.projectId();
        write(ada, a, "hello.txt", "hello, world\n");

        var cat = exec(ada, a, "command", "cat", "args", List.of("hello.txt")).expect("project_exec_output");
        assertEquals("hello, world\n", cat.text("stdout"));
        assertEquals("", cat.text("stderr"));
        assertEquals(0, cat.json().path("exit_code").asInt());
        assertEquals("hello, world\n", read(ada, a, "hello.txt"));
    }

    @Test
    void aNonZeroExitIsAnErrorUnlessTheClientWantsTheCode() {
        var a = ada.projectId();
        var error = exec(ada, a, "command", "echo oops >&2; exit 3").expect("error");
        assertTrue(error.error().contains("exited with nonzero code 3 -- stderr='oops"), error.error());

        var code = exec(ada, a, "command", "echo oops >&2; exit 3", "err_on_exit", false)
                .expect("project_exec_output");
        assertEquals(3, code.json().path("exit_code").asInt());
        assertEquals("oops\n", code.text("stderr"));
    }

    @Test
    void aTimeOutKillsTheWholeProcessTree() {
        var a = ada.projectId();
        var marker = "calque" + System.nanoTime();
        var before = Instant.now();
        var error = exec(
                        ada,
                        a,
                        "command",
                        "setsid bash -c 'exec -a " + marker + " sleep 300' & (exec -a " + marker + " sleep 300) & wait",
                        "timeout",
                        1)
                .expect("error");
        var took = Duration.between(before, Instant.now());
        assertTrue(error.error().contains("killed command 'bash "), error.error());
        assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, "took " + took);

        var left =
                exec(ada, a, "command", "pgrep -c -f '^" + marker + "' || true").expect("project_exec_output");
        assertEquals("0", left.text("stdout").strip());
    }

    @Test
    void outputIsCutWhereTheClientWants() {
        var cut = exec(ada, ada.projectId(), "command", "printf 0123456789", "max_output", 4)
                .expect("project_exec_output");
        assertEquals("0123 (truncated at 4 characters)", cut.text("stdout"));
    }

    @Test
    void aCopyThatIsWaitedForIsThereWhenItIsAnswered() {
        var b = ada.project("B");
        write(ada, ada.projectId(), "now.txt", "copied at once");
        copy(ada, ada.projectId(), "now.txt", b, "wait_until_done", true).expect("success");
        assertEquals("copied at once", read(ada, b, "now.txt"));
    }

    @Test
    void aScheduledCopyIsPendingUntilItsTimeAndFinishedWithinASecondOfIt() throws InterruptedException {
        var b = ada.project("later");
        write(ada, ada.projectId(), "later.txt", "copied later");
        var due = Instant.now().plusSeconds(5);
        var queued = copy(ada, ada.projectId(), "later.txt", b, "scheduled", due.toString())
                .expect("copy_path_between_projects_response");
        var id = queued.text("copy_path_id");

        var pending = status(ada, id);
        assertTrue(pending.path("started").isNull(), pending.toString());
        assertTrue(pending.path("finished").isNull(), pending.toString());
        assertEquals(
                due.toEpochMilli(),
                Instant.parse(pending.path("scheduled").asText()).toEpochMilli());

        var finished = awaitFinished(ada, id, Duration.ofSeconds(15));
        var started = Instant.parse(finished.path("started").asText());
        var ended = Instant.parse(finished.path("finished").asText());
        assertTrue(finished.path("error").isNull(), finished.toString());
        assertFalse(started.isBefore(due.minusMillis(1)), "started " + started + ", due " + due);
        assertTrue(ended.isBefore(due.plusSeconds(1)), "finished " + ended + ", due " + due);
        assertEquals("copied later", read(ada, b, "later.txt"));
    }

    @Test
    void aScheduledCopyThatIsDeletedNeverHappens() {
        var b = ada.project("never");
        write(ada, ada.projectId(), "never.txt", "never");
        var id = copy(
                        ada,
                        ada.projectId(),
                        "never.txt",
                        b,
                        "scheduled",
                        Instant.now().plusSeconds(3600).toString())
                .text("copy_path_id");
        var deleted = ada.client().call("copy_path_delete", "copy_path_id", id).expect("copy_path_status_response");
        assertEquals("copy_path_id = '" + id + "' deleted", deleted.text("data"));
        assertEquals(
                "Can't find copy operation with ID=" + id,
                ada.client()
                        .call("copy_path_status", "copy_path_id", id)
                        .expect("error")
                        .error());
    }

    @Test
    void aStrangerCanDoNothingToAProjectUntilSheIsAdded() {
        var a = ada.project("private");
        write(ada, a, "secret.txt", "for Ada only");
        var id = copy(ada, a, "secret.txt", a, "target_path", "kept.txt", "scheduled", "2099-01-01T00:00:00Z")
                .text("copy_path_id");
        var g = grace.client();

        assertRefused(exec(grace, a, "command", "cat secret.txt"));
        assertRefused(g.call("read_text_file_from_project", "project_id", a, "path", "secret.txt"));
        assertRefused(g.call("write_text_file_to_project", "project_id", a, "path", "secret.txt", "content", "mine"));
        assertRefused(copy(grace, a, "secret.txt", grace.projectId(), "wait_until_done", true));
        assertRefused(copy(grace, grace.projectId(), "x", a, "wait_until_done", true));
        assertRefused(g.call("copy_path_status", "copy_path_id", id));
        assertRefused(g.call("copy_path_status", "src_project_id", a));
        assertRefused(g.call("copy_path_delete", "copy_path_id", id));
        assertRefused(g.call("disconnect_from_project", "project_id", a));
        for (var path : List.of("projects/start", "projects/stop", "projects/touch", "projects/delete")) {
            var refused = g.v2(path, "project_id", a);
            assertFalse(refused.error().isEmpty(), path + " answered " + refused.body());
        }
        assertFalse(g.v2("exec", "project_id", a, "command", "ls").error().isEmpty());
        assertEquals("[]", g.v2("projects/collaborators/list", "project_id", a).body());
        assertFalse(g.v2("projects/collaborators/add", "project_id", a, "account_id", grace.accountId())
                .error()
                .isEmpty());
        assertRefused(g.call("query", "query", Map.of("projects", Map.of("project_id", a, "title", "stolen"))));
        var seen = g.call("query", "query", Map.of("projects_all", List.of(fields("project_id", a, "title", null))));
        assertFalse(seen.body().contains("private"), seen.body());
        assertEquals("for Ada only", read(ada, a, "secret.txt"));

        assertEquals(
                "{\"status\":\"ok\"}",
                ada.client()
                        .v2("projects/collaborators/add", "project_id", a, "account_id", grace.accountId())
                        .body());
        assertEquals("for Ada only", read(grace, a, "secret.txt"));
        exec(grace, a, "command", "cat secret.txt").expect("project_exec_output");

        ada.client().v2("projects/collaborators/remove", "project_id", a, "account_id", grace.accountId());
        assertRefused(g.call("read_text_file_from_project", "project_id", a, "path", "secret.txt"));
    }

    @Test
    void aQueryReadsAndChangesTitles() {
        var a = ada.project("before");
        assertEquals("before", title(a));
        var set = ada.client()
                .call("query", "query", Map.of("projects", Map.of("project_id", a, "title", "after")))
                .expect("query");
        assertEquals("{}", set.json().path("query").toString());
        assertEquals("after", title(a));

        var list = ada.client()
                .call("query", "query", Map.of("projects", List.of(fields("project_id", null, "title", null))))
                .expect("query");
        var ids = list.json().path("query").path("projects").findValuesAsText("project_id");
        assertTrue(ids.contains(a), list.body());
        assertFalse(ids.contains(grace.projectId()), list.body());
    }

    @Test
    void aKeyThatIsDeletedStopsToWorkWithinASecond() throws InterruptedException {
        var made = ada.client()
                .v2("api-keys", "action", "create", "name", "short-lived")
                .json()
                .at("/response/0");
        var client = ada.client().withKey(made.path("secret").asText());
        client.call("ping").expect("pong");
        ada.client().v2("api-keys", "action", "delete", "id", made.path("id").asInt());
        var deadline = Instant.now().plusSeconds(1);
        while (client.call("ping").status() == 200) {
            assertTrue(Instant.now().isBefore(deadline), "the key still works after a second");
            Thread.onSpinWait();
        }
        assertEquals(
                "No account found. Is your API key wrong?", client.call("ping").error());
        assertNotEquals(made.path("secret").asText(), made.path("trunc").asText());
    }

    private static String title(String project) {
        return ada.client()
                .call("query", "query", Map.of("projects", fields("project_id", project, "title", null)))
                .expect("query")
                .json()
                .at("/query/projects/title")
                .asText();
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        var fields = new java.util.LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static void assertRefused(Client.Reply reply) {
        assertEquals("error", reply.event(), reply.body());
        assertEquals(200, reply.status());
    }

    private static Client.Reply exec(Person who, String project, Object... options) {
        return who.client().call("project_exec", with(options, "project_id", project));
    }

    private static Client.Reply copy(Person who, String source, String path, String target, Object... options) {
        return who.client()
                .call(
                        "copy_path_between_projects",
                        with(options, "src_project_id", source, "src_path", path, "target_project_id", target));
    }

    private static Object[] with(Object[] options, Object... more) {
        var all = new java.util.ArrayList<>(List.of(more));
        all.addAll(List.of(options));
        return all.toArray();
    }

    private static void write(Person who, String project, String path, String content) {
        who.client()
                .call("write_text_file_to_project", "project_id", project, "path", path, "content", content)
                .expect("file_written_to_project");
    }

    private static String read(Person who, String project, String path) {
        return who.client()
                .call("read_text_file_from_project", "project_id", project, "path", path)
                .expect("text_file_read_from_project")
                .text("content");
    }

    private static JsonNode status(Person who, String copy) {
        return who.client()
                .call("copy_path_status", "copy_path_id", copy)
                .expect("copy_path_status_response")
                .json()
                .path("data");
    }

    /// Looks again and again, as a client does, until the copy has ended.
    private static JsonNode awaitFinished(Person who, String copy, Duration longest) throws InterruptedException {
        var deadline = Instant.now().plus(longest);
        while (true) {
            var now = status(who, copy);
            if (!now.path("finished").isNull()) {
                return now;
            }
            assertTrue(Instant.now().isBefore(deadline), "not finished: " + now);
            Thread.sleep(50);
        }
    }
}
