package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        try (var service = new DoomedService(settings, project, BACKGROUND, BLOCKING, "")) {
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
        try (var service = new DoomedService(settings(Duration.ofMillis(500)), project, BACKGROUND, BLOCKING, "")) {
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
        try (var service = new DoomedService(settings, project, BACKGROUND, BLOCKING, "")) {
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
        try (var service = new DoomedService(settings, project, BACKGROUND, BLOCKING, "")) {
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

    /// It writes more than a pipe holds, and reads, while nobody is there.
    @Test
    void aJobGoesOnAndNothingOfItIsLost() throws Exception {
        var settings = settings(Duration.ofSeconds(60));
        var script = "echo 1; until [ -e go ]; do sleep 0.02; done; head -c 300000 /dev/zero; echo 2 >&2; cat; exit 7";
        try (var service = new DoomedService(settings, project, BACKGROUND, BLOCKING, script)) {
            service.kill();
            Files.createFile(project.home().resolve("go"));
            try (var next = new SandboxRuntime(settings)) {
                var job = next.takeUp(project.projectId(), project.projectId()).orElseThrow();
                assertTrue(job.pid().join().isPresent());
                assertEquals(4, job.write("end\n".getBytes(StandardCharsets.UTF_8)));
                job.closeInput();
                assertEquals(
                        7,
                        assertInstanceOf(JobEnd.Exited.class, job.end().join()).code());
                var output = next.output(project.projectId(), project.projectId());
                assertEquals(2 + 300_000 + 4, output.size(JobOutput.Stream.STDOUT));
                assertEquals(
                        "end\n",
                        new String(output.read(JobOutput.Stream.STDOUT, 300_002, 100), StandardCharsets.UTF_8));
                assertEquals("2\n", output.text(JobOutput.Stream.STDERR, 100));
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void aJobThatEndedWhileNobodyWasThereIsKnown() throws Exception {
        var settings = settings(Duration.ofSeconds(60));
        var script = "until [ -e go ]; do sleep 0.02; done; echo 1; touch gone; exit 3";
        try (var service = new DoomedService(settings, project, BACKGROUND, BLOCKING, script)) {
            service.kill();
            Files.createFile(project.home().resolve("go"));
            while (!Files.exists(project.home().resolve("gone"))) {
                Thread.onSpinWait();
            }
            try (var next = new SandboxRuntime(settings)) {
                var job = next.takeUp(project.projectId(), project.projectId()).orElseThrow();
                assertEquals(
                        3,
                        assertInstanceOf(JobEnd.Exited.class, job.end().join()).code());
                assertEquals("1\n", job.output().text(JobOutput.Stream.STDOUT, 100));
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void aJobWhoseSandboxHasEndedIsLost() throws Exception {
        var settings = settings(Duration.ofSeconds(60));
        try (var service = new DoomedService(settings, project, BACKGROUND, BLOCKING, "sleep 60")) {
            service.kill();
            guard().destroyForcibly();
            awaitNone(LEFT);
            try (var next = new SandboxRuntime(settings)) {
                assertEquals(Optional.empty(), next.takeUp(project.projectId(), project.projectId()));
            }
        }
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
                .filter(it -> it.info().commandLine().orElse("").contains("calque-guard " + folder))
                .findFirst()
                .orElseThrow();
    }

    private static long running(String commandLine) {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").contains(commandLine))
                .count();
    }

    private static void awaitNone(String commandLine) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (running(commandLine) > 0) {
            assertTrue(System.nanoTime() - deadline < 0, commandLine + " goes on");
            Thread.onSpinWait();
        }
    }
}
