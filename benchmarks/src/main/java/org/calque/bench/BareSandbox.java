package org.calque.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The limit of `project_exec true`: entering the same sandbox by hand, from a shell that does nothing else.
final class BareSandbox {
    private static final int WARM_UP = 20;
    private static final int TIMES = 200;
    private static final int PATIENCE_SECONDS = 60;

    /// The ways in, by who may use them: root goes straight, others through the user namespace.
    private static final List<String> WAYS =
            List.of("-m -p -n -i -u", "-U --preserve-credentials -m -p -n -i -u", "-a --preserve-credentials");

    private BareSandbox() {}

    /// Entries a second, one after the other; empty when this user finds no way in.
    static Optional<Double> entriesPerSecond(ProcessHandle service, String project)
            throws IOException, InterruptedException {
        var init = initOf(service, project);
        if (init.isEmpty()) {
            return Optional.empty();
        }
        for (var way : WAYS) {
            var enter = "nsenter -t " + init.get() + " " + way + " /bin/true";
            if (run(enter).isPresent()) {
                run(repeated(enter, WARM_UP));
                return run(repeated(enter, TIMES)).map(nanos -> TIMES * 1e9 / nanos);
            }
        }
        return Optional.empty();
    }

    private static String repeated(String command, int times) {
        return "for ((i = 0; i < " + times + "; i++)); do " + command + " || exit 1; done";
    }

    /// Nanoseconds; empty when it failed.
    private static Optional<Long> run(String script) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var process = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Optional.empty();
        }
        return process.exitValue() == 0 ? Optional.of(System.nanoTime() - begin) : Optional.empty();
    }

    /// The first process of the project's sandbox: number 1 in there, and it sees the project's home.
    private static Optional<Long> initOf(ProcessHandle service, String project) throws IOException {
        for (var process : service.descendants().toList()) {
            var seen = Path.of("/proc/" + process.pid() + "/root/projects/" + project);
            if (isFirst(process.pid()) && Files.exists(seen)) {
                return Optional.of(process.pid());
            }
        }
        return Optional.empty();
    }

    private static boolean isFirst(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.anyMatch(line -> line.startsWith("NSpid:") && line.matches("NSpid:\\s+\\d+\\s.*\\b1"));
        } catch (NoSuchFileException ended) {
            return false;
        }
    }
}
