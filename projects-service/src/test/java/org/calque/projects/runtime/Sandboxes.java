package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.projects.runtime.ExecResult.Finished;

/// A sandbox runtime for tests, with projects in a temporary folder.
final class Sandboxes implements AutoCloseable {
    private static int nextUid = 71_000;

    final Path folder;
    final SandboxSettings settings;
    final SandboxRuntime runtime;

    Sandboxes() {
        this(SandboxSettings.named("test-" + ProcessHandle.current().pid()));
    }

    Sandboxes(SandboxSettings settings) {
        try {
            folder = Files.createTempDirectory("calque-homes");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        this.settings = settings.withState(folder.resolve(".state"), settings.comeback());
        runtime = new SandboxRuntime(this.settings);
    }

    Workspace project() {
        return project(new Workspace.Limits(1, 256L << 20, 64));
    }

    Workspace project(Workspace.Limits limits) {
        var id = UUID.randomUUID();
        return new Workspace(id, folder.resolve(id.toString()), nextUid++, limits);
    }

    ExecResult exec(Workspace project, String command, String... args) {
        return runtime.exec(project, ExecRequest.of(command, args));
    }

    /// Runs a bash script that is expected to end by itself.
    Finished bash(Workspace project, String script) {
        return assertInstanceOf(Finished.class, runtime.exec(project, script(script)));
    }

    /// The processes of the machine that belong to a project's user, who is nobody else's.
    static List<Long> processesOf(Workspace project) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> uidOf(pid) == project.uid() && !hasEnded(pid))
                .toList();
    }

    /// A process that its new parent has not buried yet, which is no matter of the sandbox's.
    private static boolean hasEnded(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return true;
        }
    }

    private static int uidOf(long pid) {
        try {
            return (int) Files.getAttribute(Path.of("/proc/" + pid), "unix:uid");
        } catch (IOException e) {
            return -1; // it has ended
        }
    }

    static ExecRequest script(String script) {
        return new ExecRequest(script, List.of(), "", true, Duration.ofSeconds(20), null, true, Map.of());
    }

    @Override
    public void close() {
        runtime.close();
        try {
            new ProcessBuilder("sh", "-c", "chmod -R u+rwX \"$1\"; rm -rf \"$1\"", "sh", folder.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
