package org.calque.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Memory of processes as the kernel counts it (PSS): a page that several share counts for each in part, so that sums
/// are right. Counted whole (RSS), the buffers of PostgreSQL alone would appear once for each of its connections.
final class Memory {
    private static final String PSS = "Pss:";

    private Memory() {}

    /// @param withChildren for a part whose work is done by its child processes
    static long of(ProcessHandle process, boolean withChildren) {
        var processes = withChildren ? Stream.concat(Stream.of(process), process.descendants()) : Stream.of(process);
        return processes.mapToLong(it -> ofOne(it.pid())).sum();
    }

    static String text(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private static long ofOne(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                    .filter(line -> line.startsWith(PSS))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
