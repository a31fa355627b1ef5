package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// What a home takes of the disk.
///
/// @param bytes   of its files as they lie on the disk, holes left out
/// @param entries files and folders
record DiskUsage(long bytes, long entries) {
    private static final int BLOCK = 512;

    /// Counts, hard links once. `find` goes through folders by handle, so that nobody leads it astray meanwhile.
    static DiskUsage of(Path home) throws IOException {
        var process = new ProcessBuilder("find", home.toString(), "-xdev", "-printf", "%b %n %i\n")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var count = new Count();
        try (var lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                count.add(line);
            }
        } finally {
            process.destroyForcibly();
        }
        return new DiskUsage(count.bytes, count.entries);
    }

    private static final class Count {
        private final Set<String> linked = new HashSet<>();
        private long bytes;
        private long entries;

        private void add(String line) {
            var fields = line.split(" ");
            entries++;
            if (fields[1].equals("1") || linked.add(fields[2])) {
                bytes += Long.parseLong(fields[0]) * BLOCK;
            }
        }
    }
}
