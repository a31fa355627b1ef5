package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any part may die at any moment, and nobody lifts a hand.
class RecoveryTest {
    private static final int AT_ONCE = 50;
    private static final int SCHEDULED = 20;

    private static RunningSystem system;
    private static Person ada;

    @BeforeAll
    static void oneAccount() {
        system = RunningSystem.shared();
        ada = new World(system.baseUrl(), system.adminKey()).ada;
    }

    /// A copy that was asked for, and what is to be in the target afterwards.
    private record Asked(String target, String path, String content) {}

    @ParameterizedTest
    @ValueSource(strings = {"copy", "postgres", "kafka", "projects", "accounts", "query", "billing", "gateway"})
    void everyCopyEndsOnceAndWellWhenAPartIsKilledInTheMiddle(String part) throws Exception {
        var source = ada.project("source for " + part);
        var targets = new String[] {ada.project("1"), ada.project("2"), ada.project("3")};
        var due = Instant.now().plusSeconds(3);
        var asked = new LinkedHashMap<String, Asked>();
        for (int i = 0; i < AT_ONCE + SCHEDULED; i++) {
            var content = part + " " + i;
            var file = "file-" + i + ".txt";
            ada.client()
                    .call("write_text_file_to_project", "project_id", source, "path", file, "content", content)
                    .expect("file_written_to_project");
        }
        for (int i = 0; i < AT_ONCE + SCHEDULED; i++) {
            var copy = new Asked(targets[i % targets.length], "file-" + i + ".txt", part + " " + i);
            asked.put(ask(source, copy, i < AT_ONCE ? null : due), copy);
        }

        system.kill(part);
        system.awaitReady();

        var ended = new LinkedHashMap<String, JsonNode>();
        for (var id : asked.keySet()) {
            var row = awaitFinished(id);
            assertTrue(row.path("error").isNull(), row.toString());
            if (!row.path("scheduled").isNull()) {
                assertFalse(
                        Instant.parse(row.path("started").asText()).isBefore(due.minusMillis(1)),
                        "started before its time: " + row);
            }
            ended.put(id, row);
        }
        for (var copy : asked.values()) {
            assertEquals(
                    copy.content(),
                    ada.client()
                            .call("read_text_file_from_project", "project_id", copy.target(), "path", copy.path())
                            .expect("text_file_read_from_project")
                            .text("content"));
        }
        for (Map.Entry<String, JsonNode> once : ended.entrySet()) {
            assertEquals(once.getValue(), status(once.getKey()), "a copy that had ended was touched again");
        }
    }

    private static String ask(String source, Asked copy, Instant due) {
        var reply = due == null
                ? ada.client()
                        .call(
                                "copy_path_between_projects",
                                "src_project_id",
                                source,
                                "src_path",
                                copy.path(),
                                "target_project_id",
                                copy.target())
                : ada.client()
                        .call(
                                "copy_path_between_projects",
                                "src_project_id",
                                source,
                                "src_path",
                                copy.path(),
                                "target_project_id",
                                copy.target(),
                                "scheduled",
                                due.toString());
        return reply.expect("copy_path_between_projects_response").text("copy_path_id");
    }

    private static JsonNode status(String copy) {
        return ada.client()
                .call("copy_path_status", "copy_path_id", copy)
                .expect("copy_path_status_response")
                .json()
                .path("data");
    }

    /// Looks again and again, as a client does, until the copy has ended.
    private static JsonNode awaitFinished(String copy) throws InterruptedException {
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            var row = status(copy);
            if (!row.path("finished").isNull()) {
                return row;
            }
            assertTrue(Instant.now().isBefore(deadline), "not finished: " + row);
            Thread.sleep(50);
        }
    }
}
