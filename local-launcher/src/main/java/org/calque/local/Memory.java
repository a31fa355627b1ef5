package org.calque.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Memory of processes as the kernel counts it (RSS).
final class Memory {
    private static final String RSS = "VmRSS:";

    private Memory() {}

    /// @param withChildren for a part whose work is done by its child processes
    static long of(ProcessHandle process, boolean withChildren) throws IOException {
        var sum = 0L;
        var processes = withChildren ? Stream.concat(Stream.of(process), process.descendants()) : Stream.of(process);
        for (var each : processes.toList()) {
            sum += ofOne(each.pid());
        }
        return sum;
    }

    static String text(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private static long ofOne(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(RSS))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
