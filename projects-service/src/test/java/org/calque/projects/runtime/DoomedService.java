package org.calque.projects.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;

/// A service in a process of its own, for tests that kill it: it runs the given script in a project, and says when.
final class DoomedService implements AutoCloseable {
    private final Process process;

    /// The arguments of [#main].
    ///
    /// @param job empty for none; its id is that of the project
    DoomedService(SandboxSettings settings, Workspace project, String background, String blocking, String job) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DoomedService.class.getName(),
                            settings.name(),
                            settings.state().toString(),
                            Long.toString(settings.comeback().toMillis()),
                            project.projectId().toString(),
                            project.home().toString(),
                            Integer.toString(project.uid()),
                            background,
                            blocking,
                            job,
                            Boolean.toString(project.limits().network()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            awaitReady(process.inputReader());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void awaitReady(BufferedReader said) throws IOException {
        for (var line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IOException("the service ended before it was ready");
            }
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String... given) throws InterruptedException {
        var settings = SandboxSettings.named(given[0])
                .withState(Path.of(given[1]), Duration.ofMillis(Long.parseLong(given[2])));
        var project = new Workspace(
                UUID.fromString(given[3]),
                Path.of(given[4]),
                Integer.parseInt(given[5]),
                new Workspace.Limits(1, 256L << 20, 64).withNetwork(Boolean.parseBoolean(given[9])));
        var runtime = new SandboxRuntime(settings);
        runtime.exec(project, Sandboxes.script(given[6]));
        if (!given[8].isEmpty()) {
            var job = Sandboxes.script(given[8]);
            switch (runtime.begin(project, project.projectId(), job, Duration.ofSeconds(60), true)) {
                case JobStart.Started(var running) -> running.pid().join();
                case JobStart.Refused(var why) -> throw new IllegalStateException(why.toString());
            }
        }
        Executors.newVirtualThreadPerTaskExecutor().submit(() -> runtime.exec(project, Sandboxes.script(given[7])));
        while (!runtime.exec(project, ExecRequest.of("test", "-e", "begun").withErrOnExit(false))
                .equals(new ExecResult.Finished("", "", 0))) {
            Thread.onSpinWait();
        }
        System.out.println("ready");
        Thread.sleep(Duration.ofMinutes(5));
    }
}
