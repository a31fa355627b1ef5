package org.calque.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `./calque bench`: measures the running system, each figure beside its limit or a peer in the same run.
///
/// `./calque bench requests`, `./calque bench query`, `./calque bench copies` and `./calque bench keys` measure a part.
final class Bench {
    private static final String DEFAULT_PORT = "8080";

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(System.getProperty(
                "calque.home", Optional.ofNullable(System.getenv("CALQUE_HOME")).orElse(".calque")));
        var port = Integer.parseInt(Optional.ofNullable(System.getenv("CALQUE_PORT"))
                .filter(it -> !it.isBlank())
                .orElse(DEFAULT_PORT));
        var system = new RunningSystem(home.toAbsolutePath(), port);
        var report = new Report();
        var begin = System.nanoTime();
        System.err.println("Measuring the system at http://127.0.0.1:" + port + ", for about four minutes");
        var idle = MachineFigures.memory(system);
        try {
            measure(system, report, List.of(arguments));
        } finally {
            System.out.printf("Machine: %s.%n%n", MachineFigures.machine());
            System.out.println(report);
            System.out.printf("Memory before the load:%n%n%s%n", idle);
            System.out.printf("Memory after it:%n%n%s%n", MachineFigures.memory(system));
        }
        MachineFigures.timeToReady(system)
                .ifPresent(it -> System.out.printf("The last `./calque up` was ready after %s (goal: 15 s).%n", it));
        System.err.println("Took " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
        System.exit(report.failed() ? 1 : 0);
    }

    private static void measure(RunningSystem system, Report report, List<String> parts) throws Exception {
        var source = system.makeProject("Benchmark, source");
        var target = system.makeProject("Benchmark, target");
        try {
            if (parts.isEmpty() || parts.contains("requests")) {
                new RequestFigures(system, report, source).measure();
            }
            if (parts.isEmpty() || parts.contains("query")) {
                new QueryFigures(system, report, source).measure();
            }
            if (parts.isEmpty() || parts.contains("copies")) {
                new CopyFigures(system, report, source, target).measure();
                new CopyQueueFigures(system, report, target).measure();
            }
            if (parts.isEmpty() || parts.contains("commands")) {
                new CommandFigures(system, report).measure();
            }
            if (parts.isEmpty() || parts.contains("keys")) {
                new KeyFigures(system, report).measure();
            }
        } finally {
            system.delete(source);
            system.delete(target);
        }
    }
}
