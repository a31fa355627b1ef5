package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.calque.projects.runtime.ProjectRuntime.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of sandboxes when the service is killed.
class CrashTest {
    private static final String NAME = "test-crash-" + ProcessHandle.current().pid();
    private static final long PID = ProcessHandle.current().pid();
    private static final String LEFT = "sleep 1" + PID;
    private static final String WAITED_FOR = "sleep 2" + PID;
    private static final String BACKGROUND = "echo 1 > /tmp/kept; setsid " + LEFT + " >/dev/null 2>&1 &";
    private static final String BLOCKING = "touch begun; " + WAITED_FOR;

    private Path folder;
    private Workspace project;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createTempDirectory("calque-homes");
        project = new Workspace(
                java.util.UUID.randomUUID(), folder.resolve("home"), 72_000, new Workspace.Limits(1, 256L << 20, 64));
    }

    @AfterEach
    void remove() throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    }

    @Test
    void theNextServiceTakesUpWhatRunsAndEndsCommandsThatNobodyWaitsForAnyMore() throws Exception {
        var settings = settings(Duration.ofSeconds(60));
        try (var service = new DoomedService(settings, project, BACKGROUND, BLOCKING)) {
            service.kill();
            assertEquals(1, running(WAITED_FOR));
            try (var next = new SandboxRuntime(settings)) {
                assertEquals(Set.of(project.projectId()), next.adopted());
                assertEquals(State.RUNNING, next.state(project.projectId()));
                assertEquals(
                        new ExecResult.Finished("1\n", "", 0), next.exec(project, ExecRequest.of("cat", "/tmp/kept")));
                assertEquals(1, running(LEFT));
                awaitNone(WAITED_FOR);
                next.stop(project.projectId());
                assertEquals(Set.of(), next.adopted());
                assertEquals(0, running(LEFT));
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void aServiceThatNeverComesBackLeavesNothingBehind() throws Exception {
        try (var service = new DoomedService(settings(Duration.ofMillis(500)), project, BACKGROUND, BLOCKING)) {
            service.kill();
        }
        awaitNone(LEFT);
        awaitNone(WAITED_FOR);
        awaitNone(folder.toString());
        assertNothingIsLeft();
    }

    @Test
    void whatASandboxWasDoesNotMatterOnceItHasEnded() throws Exception {
        var settings = settings(Duration.ofSeconds(60));
        try (var service = new DoomedService(settings, project, BACKGROUND, BLOCKING)) {
            service.kill();
            guard().destroyForcibly();
            awaitNone(LEFT);
            try (var next = new SandboxRuntime(settings)) {
                assertEquals(Set.of(), next.adopted());
                assertEquals(State.STOPPED, next.state(project.projectId()));
                assertEquals(
                        new ExecResult.Finished("", "", 1),
                        next.exec(
                                project,
                                ExecRequest.of("test", "-e", "/tmp/kept").withErrOnExit(false)));
            }
        }
        assertNothingIsLeft();
    }

    /// Its note says otherwise: somebody else has the process number by now.
    @Test
    void aProcessThatIsNotTheOneOfTheNoteIsNotTakenUp() throws Exception {
        var settings = settings(Duration.ofSeconds(60));
        try (var service = new DoomedService(settings, project, BACKGROUND, BLOCKING)) {
            service.kill();
            var note = settings.state().resolve(project.projectId().toString()).resolve("sandbox.json");
            Files.writeString(note, Files.readString(note).replaceFirst("\"started\":", "\"started\":9"));
            try (var next = new SandboxRuntime(settings)) {
                assertEquals(Set.of(), next.adopted());
                awaitNone(LEFT);
                awaitNone(folder.toString());
            }
        }
        assertNothingIsLeft();
    }

    private SandboxSettings settings(Duration comeback) {
        return SandboxSettings.named(NAME).withState(folder.resolve("state"), comeback);
    }

    private void assertNothingIsLeft() throws IOException {
        awaitNone(folder.toString());
        assertEquals(List.of(), groups());
        assertFalse(Files.readString(Path.of("/proc/self/mountinfo")).contains(folder.toString()));
    }

    private static List<Path> groups() throws IOException {
        try (var groups = Files.find(
                Path.of("/sys/fs/cgroup"), 6, (path, file) -> file.isDirectory() && path.endsWith("calque-" + NAME))) {
            return groups.toList();
        }
    }

    private ProcessHandle guard() {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").contains(folder.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static long running(String commandLine) {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").contains(commandLine))
                .count();
    }

    private static void awaitNone(String commandLine) {
        while (running(commandLine) > 0) {
            Thread.onSpinWait();
        }
    }
}
