package org.calque.projects.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.calque.projects.runtime.ProjectUse.Memory;

/// The processes inside of a sandbox, seen from outside.
final class Insiders {
    private static final int MOST_ROUNDS = 100;
    private static final Pattern ROLLED_UP = Pattern.compile("(\\w+):\\s+(\\d+) kB");

    private Insiders() {}

    /// Kills all but process 1, and looks again until none is left: some may have been born meanwhile.
    static void kill(Sandbox sandbox) throws IOException {
        var namespace = ProcessFacts.namespace(sandbox.init(), "pid");
        for (var round = 0; round < MOST_ROUNDS && killOnce(sandbox, namespace); round++) {
            Thread.onSpinWait();
        }
    }

    private static boolean killOnce(Sandbox sandbox, String namespace) throws IOException {
        var any = false;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                var pid = Integer.parseInt(process.getFileName().toString());
                any |= pid != sandbox.init() && isIn(pid, namespace) && kill(pid, namespace);
            }
        }
        return any;
    }

    /// What all of them hold together; empty where the kernel does not say it of any.
    static Optional<Memory> memory(Sandbox sandbox) {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            var namespace = ProcessFacts.namespace(sandbox.init(), "pid");
            return StreamSupport.stream(processes.spliterator(), false)
                    .filter(it -> isIn(Integer.parseInt(it.getFileName().toString()), namespace))
                    .flatMap(it -> memory(it).stream())
                    .reduce(Memory::plus);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Optional<Memory> memory(Path process) {
        try (var lines = Files.lines(process.resolve("smaps_rollup"))) {
            var kilobytes = new HashMap<String, Long>();
            lines.map(ROLLED_UP::matcher)
                    .filter(Matcher::matches)
                    .forEach(it -> kilobytes.put(it.group(1), Long.valueOf(it.group(2))));
            return Optional.of(new Memory(
                    kilobytes.getOrDefault("Rss", 0L),
                    kilobytes.getOrDefault("Pss", 0L),
                    kilobytes.getOrDefault("Private_Clean", 0L) + kilobytes.getOrDefault("Private_Dirty", 0L)));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty(); // it has ended, or is not ours to look at
        }
    }

    private static boolean isIn(int pid, String namespace) {
        try {
            return ProcessFacts.namespace(pid, "pid").equals(namespace);
        } catch (IOException e) {
            return false; // it has ended, or is not ours to look at
        }
    }

    private static boolean kill(int pid, String namespace) {
        try {
            var handle = Kernel.processHandle(pid);
            try {
                if (isIn(pid, namespace)) { // still, now that the number cannot be given to another
                    Kernel.signal(handle, Kernel.SIGKILL);
                }
            } finally {
                Kernel.close(handle);
            }
            return true;
        } catch (IOException e) {
            return false; // it has ended
        }
    }
}
