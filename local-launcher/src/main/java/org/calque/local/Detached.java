package org.calque.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// `up --detach`: the supervisor as a process of its own, whose words are passed on until all is ready.
final class Detached {
    private final Settings settings;

    Detached(Settings settings) {
        this.settings = settings;
    }

    /// @return the exit code for this process: 0 when all is ready
    int start() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("setsid"));
        ProcessHandle.current().info().command().ifPresent(command::add);
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), Main.SUPERVISE));
        var supervisor = new ProcessBuilder(command).redirectErrorStream(true).start();

        var decided = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!decided.get()) {
                supervisor.destroy();
                supervisor.onExit().join();
            }
        }));
        try (var words = new BufferedReader(new InputStreamReader(supervisor.getInputStream()))) {
            words.lines().forEach(System.out::println);
        }
        var exitCode = new RunFiles(settings.folders()).isReady() ? 0 : supervisor.waitFor();
        decided.set(true);
        return exitCode;
    }
}
