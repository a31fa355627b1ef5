package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.calque.client.Calque;
import org.calque.client.Project;
import org.calque.client.Refused;
import org.calque.client.Unreachable;
import org.calque.local.RunningSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The clients for Java and Python, on a whole system.
class ClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static RunningSystem system;
    private static Calque calque;
    private static Project project;
    private static Project other;

    @BeforeAll
    static void twoProjects() {
        system = RunningSystem.shared();
        calque = new Calque(URI.create(system.baseUrl()), system.adminKey());
        project = calque.createProject("Java client");
        other = calque.createProject("Java client, target");
    }

    @AfterAll
    static void deleteThem() {
        project.delete();
        other.delete();
    }

    @Test
    void theTestsOfThePythonClientPass() throws Exception {
        var folder = Path.of("../clients/python");
        var log = new File("target/python-client.log");
        var builder = new ProcessBuilder("python3", "-B", "-m", "unittest", "discover", "-v", "-s", "tests")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().put("CALQUE_URL", system.baseUrl());
        builder.environment().put("CALQUE_KEY", system.adminKey());
        var python = builder.start();
        try {
            assertTrue(python.waitFor(120, TimeUnit.SECONDS), "it hangs; " + log + " tells more");
            assertEquals(0, python.exitValue(), log + " tells more");
        } finally {
            python.destroyForcibly();
        }
    }

    @Test
    void aWrongKeyIsRefusedInTheServersWords() {
        var stranger = new Calque(URI.create(system.baseUrl()), "sk-nobody");
        var refusal = assertThrows(Refused.class, stranger::ping);
        assertEquals("No account found. Is your API key wrong?", refusal.getMessage());
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() {
        var nowhere = new Calque(URI.create("http://127.0.0.1:1"), "sk-any", Duration.ofSeconds(5), 2);
        assertThrows(Unreachable.class, nowhere::ping);
    }

    @Test
    void aCommandAnswersWithItsOutputAndAnExitCodeIsThrownOrTold() {
        assertEquals("3\n", project.exec("echo $((1 + 2))").stdout());
        assertEquals("a b\n", project.exec("echo", List.of("a b")).stdout());
        var refusal = assertThrows(Refused.class, () -> project.exec("exit 3"));
        assertTrue(refusal.getMessage().contains("exited with nonzero code 3"), refusal.getMessage());
        var told = project.exec("exit 3", PATIENCE, Map.of("err_on_exit", false));
        assertEquals(3, told.exitCode());
    }

    @Test
    void theOutputOfAJobIsFollowedToItsEndThoughTheGatewayDies() throws Exception {
        var job = project.startJob("echo begun; until [ -e go ]; do sleep 0.05; done; echo ended", Map.of());
        var seen = new ByteArrayOutputStream();
        var follower = Thread.startVirtualThread(() -> job.follow(piece -> seen.writeBytes(piece.bytes())));
        system.kill("gateway");
        system.awaitReady();
        project.writeText("go", "");
        assertEquals("completed", job.await().path("status").asText());
        assertTrue(follower.join(PATIENCE));
        assertEquals("begun\nended\n", seen.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aJobCanBeCancelled() {
        var job = project.startJob("sleep 600", Map.of());
        job.cancel();
        assertNotEquals("running", job.await().path("status").asText());
    }

    @Test
    void textAndBytesComeBackAsTheyWereSent() throws Exception {
        project.writeText("a folder/text.txt", "Zürich ☃\n");
        assertEquals("Zürich ☃\n", project.readText("a folder/text.txt"));
        assertEquals("text.txt", project.list("a folder").path(0).path("name").asText());
        var bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        project.upload("bytes.bin", bytes);
        var back = new ByteArrayOutputStream();
        project.download("bytes.bin", back);
        assertArrayEquals(bytes, back.toByteArray());
        var missing = assertThrows(Refused.class, () -> project.download("nowhere", new ByteArrayOutputStream()));
        assertEquals(404, missing.status());
    }

    @Test
    void aCopyIsWaitedForAndItsFailureThrown() {
        project.writeText("copied.txt", "copied");
        var wish = UUID.randomUUID().toString();
        var copy = calque.copy(project, "copied.txt", other, Map.of("target_path", "there.txt"), wish);
        assertTrue(copy.await(PATIENCE).isPresent());
        assertEquals("copied", other.readText("there.txt"));
        assertEquals(
                copy.copyId(),
                calque.copy(project, "copied.txt", other, Map.of("target_path", "there.txt"), wish)
                        .copyId());
        assertThrows(
                Refused.class,
                () -> calque.copy(project, "no such file", other, Map.of()).await(PATIENCE));
    }

    @Test
    void queriesReadAndChangeRows() {
        calque.query(Map.of("projects", Map.of("project_id", other.projectId(), "title", "Renamed")));
        var asked = new HashMap<String, Object>(Map.of("project_id", other.projectId()));
        asked.put("title", null);
        assertEquals(
                "Renamed",
                calque.query(Map.of("projects", asked))
                        .path("projects")
                        .path("title")
                        .asText());
    }
}
