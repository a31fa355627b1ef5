package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.calque.projects.runtime.ExecResult.Finished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One project that takes all it can get, and another that must not notice.
class LimitsTest {
    private Sandboxes sandboxes;
    private Workspace greedy;
    private Workspace other;

    @BeforeEach
    void start() {
        sandboxes = new Sandboxes();
        greedy = sandboxes.project(new Workspace.Limits(1, 128L << 20, 60));
        other = sandboxes.project();
        sandboxes.runtime.start(greedy);
        sandboxes.runtime.start(other);
    }

    @AfterEach
    void stop() {
        sandboxes.close();
    }

    @Test
    void aForkBombHurtsNobodyElse() {
        var bomb = Sandboxes.script("bomb() { bomb | bomb & }; bomb; sleep 5").withTimeout(Duration.ofSeconds(2));
        var thread = Thread.startVirtualThread(() -> sandboxes.runtime.exec(greedy, bomb));
        for (var i = 0; i < 20; i++) {
            assertUnhurt();
        }
        sandboxes.runtime.stop(greedy.projectId());
        assertUnhurt();
        assertEquals("1\n", sandboxes.bash(greedy, "echo 1").stdout());
        assertTrue(join(thread));
    }

    @Test
    void theProcessesOfOneProjectAreNotCountedForAnother() {
        var filled = sandboxes.bash(greedy, "while sleep 60 & [ $((n += 1)) -lt 50 ]; do :; done; echo $n");
        assertEquals("50\n", filled.stdout());
        var third = sandboxes.project(new Workspace.Limits(1, 128L << 20, 60));
        assertEquals(
                "40\n",
                sandboxes
                        .bash(third, "while sleep 60 & [ $((n += 1)) -lt 40 ]; do :; done; echo $n")
                        .stdout());
    }

    @Test
    void tenGigabytesAreNotThere() {
        var result = sandboxes.bash(greedy, "head -c 10G /dev/zero | tail");
        assertNotEquals("", result.stderr());
        assertUnhurt();
        assertEquals("1\n", sandboxes.bash(greedy, "echo 1").stdout());
    }

    @Test
    void aProgramKilledForMemorySaysSo() {
        assumeTrue(sandboxes.runtime.status().memory().startsWith("cgroup"), "needs a memory group");
        var result = assertInstanceOf(Finished.class, sandboxes.exec(greedy, "tail", "/dev/zero"));
        assertEquals(137, result.exitCode());
        assertEquals("Killed: the project reached its memory limit of 128 MB.\n", result.stderr());
    }

    @Test
    void temporaryFilesAreLimited() {
        var result =
                sandboxes.bash(greedy, "head -c 300M /dev/zero > /tmp/f; ls -s --block-size=1M /tmp/f | cut -d' ' -f1");
        assertTrue(Integer.parseInt(result.stdout().strip()) <= 64, result.stdout());
        assertNotEquals(
                0, sandboxes.bash(greedy, "head -c 300M /dev/zero > /dev/shm/f").exitCode());
    }

    @Test
    void busyProcessesLeftBehindSlowNobodyDownAndLiveUntilTheStop() {
        sandboxes.bash(greedy, "yes > /dev/null & yes > /dev/null & yes & yes >&2 &");
        for (var i = 0; i < 20; i++) {
            assertUnhurt();
        }
        assertEquals("4\n", sandboxes.bash(greedy, "pgrep -c yes").stdout());
        sandboxes.runtime.stop(greedy.projectId());
        assertEquals("0\n", sandboxes.bash(greedy, "pgrep -c yes").stdout());
    }

    @Test
    void oneProjectUsesOneProcessorAtMost() {
        assumeTrue(sandboxes.runtime.status().cpu().startsWith("cgroup"), "needs a cpu group");
        var half = sandboxes.project(new Workspace.Limits(0.5, 128L << 20, 60));
        var result = sandboxes.bash(half, "for i in 1 2; do timeout 1 sh -c 'while :; do :; done' & done; wait; times");
        var seconds = result.stdout().lines().toList().getLast().replaceAll("0m([0-9.]+)s.*", "$1");
        assertTrue(Double.parseDouble(seconds) < 0.85, result.stdout());
    }

    @Test
    void commandsBeyondTheLimitWaitAndAreThenRefused() throws InterruptedException {
        var usual =
                SandboxSettings.named("test-places-" + ProcessHandle.current().pid());
        var few = new SandboxSettings(
                usual.name(),
                usual.state(),
                usual.comeback(),
                usual.longestRun(),
                1000,
                1000,
                1,
                10,
                Duration.ofMillis(200),
                1 << 20,
                64,
                5,
                java.util.List.of());
        try (var small = new Sandboxes(few)) {
            var project = small.project();
            small.runtime.start(project);
            var entered = new CountDownLatch(1);
            var thread = Thread.startVirtualThread(() -> {
                entered.countDown();
                small.exec(project, "sleep", "1");
            });
            entered.await();
            while (small.runtime.commandsOf(project.projectId()) == 0) {
                Thread.onSpinWait();
            }
            var refused = assertThrows(RuntimeUnavailable.class, () -> small.exec(project, "true"));
            assertTrue(refused.getMessage().startsWith("Too many commands are running in this project."));
            assertTrue(join(thread));
            assertEquals(
                    1000, small.bash(project, "yes | head -c 5000").stdout().indexOf(" (truncated at 1000"));
        }
    }

    @Test
    void aCommandWithoutATimeLimitEndsAtTheServersOwn() {
        var usual =
                SandboxSettings.named("test-longest-" + ProcessHandle.current().pid());
        var brief = new SandboxSettings(
                usual.name(),
                usual.state(),
                usual.comeback(),
                Duration.ofMillis(300),
                1000,
                1000,
                8,
                10,
                Duration.ofSeconds(1),
                1 << 20,
                64,
                5,
                java.util.List.of());
        try (var small = new Sandboxes(brief)) {
            var endless = ExecRequest.of("sleep", "100").withTimeout(Duration.ZERO);
            assertInstanceOf(ExecResult.TimedOut.class, small.runtime.exec(small.project(), endless));
            assertEquals(
                    "", small.bash(small.project(), "head -c 2M /dev/zero > f").stdout());
        }
    }

    private void assertUnhurt() {
        var begin = System.nanoTime();
        assertEquals("1\n", sandboxes.bash(other, "echo 1").stdout());
        var millis = (System.nanoTime() - begin) / 1_000_000;
        assertTrue(millis < 1000, millis + " ms");
    }

    private static boolean join(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
