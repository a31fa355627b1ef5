package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.calque.projects.runtime.ProjectRuntime.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxRuntimeTest {
    private Sandboxes sandboxes;
    private Workspace project;

    /// Of a service that other tests run in this JVM.
    private Set<ProcessHandle> keepersOfOthers;

    @BeforeEach
    void start() {
        keepersOfOthers = Set.copyOf(allKeepers());
        sandboxes = new Sandboxes();
        project = sandboxes.project();
    }

    @AfterEach
    void stop() {
        sandboxes.close();
    }

    @Test
    void aProjectStartsOnceForAllWhoAskAtTheSameTime() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = IntStream.range(0, 10)
                    .mapToObj(_ -> threads.submit(() -> sandboxes.runtime.start(project)))
                    .toList();
            for (var start : starts) {
                start.get();
            }
        }
        assertEquals(State.RUNNING, sandboxes.runtime.state(project.projectId()));
        assertEquals(1, keepers().size());
        sandboxes.runtime.start(project);
        assertEquals(1, keepers().size());
    }

    @Test
    void whatOneCommandLeavesInTmpTheNextOneFinds() {
        sandboxes.bash(project, "echo 1 > /tmp/f");
        assertEquals("1\n", sandboxes.bash(project, "cat /tmp/f").stdout());
    }

    @Test
    void aStopEndsEverythingAndTheHomeStays() throws IOException {
        sandboxes.bash(project, "echo 1 > f; echo 2 > /tmp/f; setsid sleep 1234 & sleep 1235 &");
        assertEquals(1, keepers().size());
        sandboxes.runtime.stop(project.projectId());
        assertEquals(State.STOPPED, sandboxes.runtime.state(project.projectId()));
        assertEquals(List.of(), keepers());
        assertEquals(List.of(), running("sleep 123."));
        assertEquals(List.of(), groups(project.projectId().toString()));
        sandboxes.runtime.stop(project.projectId());
        assertEquals("1\n", sandboxes.bash(project, "cat f").stdout());
        assertEquals(1, sandboxes.bash(project, "cat /tmp/f").exitCode());
    }

    @Test
    void aStopEndsTheCommandsThatRunAndTellsThemSo() {
        sandboxes.runtime.start(project);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> sandboxes.exec(project, "sleep", "1236"));
            while (running("sleep 1236").isEmpty()) {
                Thread.onSpinWait();
            }
            sandboxes.runtime.stop(project.projectId());
            var cutOff = assertThrows(ExecutionException.class, answer::get);
            assertInstanceOf(RuntimeUnavailable.class, cutOff.getCause());
        }
        assertEquals(List.of(), running("sleep 1236"));
    }

    @Test
    void aSandboxThatDiedIsMadeAnew() throws Exception {
        sandboxes.runtime.start(project);
        keepers().getFirst().destroyForcibly();
        while (sandboxes.runtime.state(project.projectId()) == State.RUNNING) {
            Thread.onSpinWait();
        }
        assertEquals("1\n", sandboxes.bash(project, "echo 1").stdout());
    }

    @Test
    void closingLeavesNothingBehind() throws IOException {
        sandboxes.bash(project, "sleep 1237 &");
        sandboxes.runtime.start(sandboxes.project());
        sandboxes.runtime.close();
        assertEquals(List.of(), keepers());
        assertEquals(List.of(), running("sleep 1237"));
        assertEquals(List.of(), groups("calque-test-" + ProcessHandle.current().pid()));
        assertFalse(Files.readString(Path.of("/proc/self/mountinfo"))
                .contains(project.projectId().toString()));
    }

    @Test
    void aClosedRuntimeStartsNothing() {
        sandboxes.runtime.start(project);
        sandboxes.runtime.close();
        sandboxes.runtime.close();
        var failure = assertThrows(RuntimeUnavailable.class, () -> sandboxes.exec(project, "true"));
        assertEquals("The service is stopping. Try again in a moment.", failure.getMessage());
        sandboxes.runtime.stop(project.projectId());
        assertEquals(State.STOPPED, sandboxes.runtime.state(project.projectId()));
    }

    @Test
    void aHomeThatCannotBeMadeIsReported() throws IOException {
        var file = Files.writeString(sandboxes.folder.resolve("file"), "");
        var lost = new Workspace(project.projectId(), file.resolve("home"), project.uid(), project.limits());
        var failure = assertThrows(RuntimeUnavailable.class, () -> sandboxes.runtime.start(lost));
        assertEquals(
                "The project could not be started: ENOTDIR: not a directory, mkdir '" + project.seenAs() + "'",
                failure.getMessage());
        assertEquals(State.STOPPED, sandboxes.runtime.state(project.projectId()));
    }

    @Test
    void theStatusTellsWhatHolds() {
        var status = sandboxes.runtime.status();
        assertTrue(status.available());
        assertEquals("sandbox", status.kind());
        assertSame(0, status.running());
        sandboxes.runtime.start(project);
        assertEquals(1, sandboxes.runtime.status().running());
    }

    private List<ProcessHandle> keepers() {
        return allKeepers().stream()
                .filter(process -> !keepersOfOthers.contains(process))
                .toList();
    }

    private static List<ProcessHandle> allKeepers() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().orElse("").endsWith("bwrap"))
                .filter(process -> !process.parent()
                        .flatMap(it -> it.info().command())
                        .orElse("")
                        .endsWith("bwrap"))
                .toList();
    }

    private static List<String> running(String commandLine) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.matches("(/usr/bin/)?" + commandLine))
                .toList();
    }

    private static List<Path> groups(String name) throws IOException {
        var top = Path.of("/sys/fs/cgroup");
        try (var groups = Files.find(top, 6, (path, file) -> file.isDirectory() && path.endsWith(name))) {
            return groups.toList();
        }
    }
}
