package org.calque.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the system takes of the machine, and what the machine is.
final class MachineFigures {
    private static final Pattern READY = Pattern.compile("Calque is ready after ([0-9.]+ s)");
    private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.*)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*(\\d+) kB");

    private MachineFigures() {}

    /// Memory of each part in MiB (PSS: shared pages count for each process in part; PostgreSQL with its backends).
    static Table memory(RunningSystem system) throws IOException {
        var table = new Table("part", "memory", "goal");
        var sum = 0L;
        for (var part : system.processes().entrySet()) {
            var kib = share(part.getValue().pid());
            if (part.getKey().equals("postgres")) {
                for (var backend : part.getValue().descendants().toList()) {
                    kib += share(backend.pid());
                }
            }
            sum += kib;
            table.row(part.getKey(), (kib >> 10) + " MiB");
        }
        table.row("all", (sum >> 10) + " MiB", "< 1536 MiB idle");
        return table;
    }

    /// How long the last `./calque up` took, as its log has it.
    static Optional<String> timeToReady(RunningSystem system) throws IOException {
        var log = system.home().resolve("logs/calque.log");
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        var matches = new ArrayList<String>();
        READY.matcher(Files.readString(log)).results().forEach(it -> matches.add(it.group(1)));
        return matches.isEmpty() ? Optional.empty() : Optional.of(matches.getLast());
    }

    static String machine() throws IOException {
        return "%d cores of %s, %s of memory, Linux %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        first(MODEL, "/proc/cpuinfo").orElse(System.getProperty("os.arch")),
                        first(MEMORY, "/proc/meminfo")
                                .map(it -> (Long.parseLong(it) >> 20) + " GiB")
                                .orElse("?"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }

    private static Optional<String> first(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .map(it -> it.group(1))
                .findFirst();
    }

    private static long share(long pid) {
        try {
            return lines(pid).stream()
                    .filter(it -> it.startsWith("Pss:"))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    private static List<String> lines(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"));
    }
}
