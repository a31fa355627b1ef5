package org.calque.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.calque.bench.Report.Peer;

/// Figures of copies between two projects.
final class CopyFigures {
    private static final int WARM_UP = 2_000;
    private static final int SMALL = 500;
    private static final int CONNECTIONS = 16;
    private static final int REPEATS = 5;
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
    private final RunningSystem system;
    private final Report report;
    private final String source;
    private final String target;
    private final Path scratch;

    CopyFigures(RunningSystem system, Report report, String source, String target) throws IOException {
        this.system = system;
        this.report = report;
        this.source = source;
        this.target = target;
        this.scratch = Files.createTempDirectory(system.home(), "bench-rsync-");
    }

    void measure() throws Exception {
        try {
            system.exec(
                    source,
                    "head -c 1024 /dev/urandom > small; head -c 256M /dev/urandom > large; mkdir tree;"
                            + " for i in {1..10000}; do head -c 4096 /dev/urandom > tree/$i; done");
            small(WARM_UP, "warm");
            small();
            beside("tree of 10 000 x 4 KiB", "tree");
            beside("file of 256 MiB", "large");
        } finally {
            deleteScratch();
        }
    }

    private void small() throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var asked = small(SMALL, "small");
        var perSecond = SMALL * 1e9 / (System.nanoTime() - begin);
        report.trouble("small copies", asked);
        var failed = system.ask(
                "v1/copy_path_status", "{\"target_project_id\":\"" + target + "\",\"failed\":true,\"limit\":1}");
        if (!failed.path("data").isEmpty()) {
            throw new IOException(
                    "copies failed, such as " + failed.path("data").get(0));
        }
        report.figure(
                "small copies, asked for and finished",
                CONNECTIONS,
                perSecond,
                "/s",
                "asked for at " + Table.number(asked.perSecond()) + "/s",
                ">= 150/s, later 300/s");
    }

    /// Returns when all of them have ended.
    private Measured small(int count, String folder) throws IOException, InterruptedException {
        var bodies = IntStream.range(0, count)
                .mapToObj(it -> copy("small", folder + "/" + it, false))
                .toArray(String[]::new);
        var asked =
                system.load("copy_path_between_projects", CONNECTIONS, bodies).each();
        var deadline = System.nanoTime() + PATIENCE;
        var pending = "{\"target_project_id\":\"" + target + "\",\"pending\":true,\"limit\":1}";
        while (!system.ask("v1/copy_path_status", pending).path("data").isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("copies are still pending after two minutes");
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
        return asked;
    }

    /// Each in turn with plain rsync on the same file system, so that both find the same caches; the median counts.
    /// Neither is always the second, which would pay for what the first has left to be written, and nothing is
    /// removed before the end: after ten thousand files were removed, some file systems make any new ones at a
    /// quarter of their pace for a while.
    private void beside(String figure, String path) throws Exception {
        var own = new double[REPEATS];
        var plain = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            var number = i;
            var ownFirst = i % 2 == 1;
            for (var isOwn : List.of(ownFirst, !ownFirst)) {
                sync();
                if (isOwn) {
                    own[i] = seconds(() ->
                            system.ask("v1/copy_path_between_projects", copy(path, "copies/" + path + number, true)));
                } else {
                    plain[i] = seconds(() -> rsync(path, scratch.resolve(path + number)));
                }
            }
        }
        report.figure(
                "copy of a " + figure,
                1,
                1 / median(own),
                "/s",
                Table.number(median(own)) + " s each",
                List.of(new Peer("rsync -a, " + Table.number(median(plain)) + " s", 1 / median(plain), "")));
    }

    private static void sync() throws IOException, InterruptedException {
        new ProcessBuilder("sync").inheritIO().start().waitFor();
    }

    private Void rsync(String path, Path to) throws IOException, InterruptedException {
        var from = system.homeOf(source).resolve(path);
        var directory = Files.isDirectory(from) ? "/" : "";
        var rsync = new ProcessBuilder("rsync", "-a", from + directory, to + directory)
                .inheritIO()
                .start();
        if (rsync.waitFor() != 0) {
            throw new IOException("rsync ended with " + rsync.exitValue());
        }
        return null;
    }

    private String copy(String path, String to, boolean wait) {
        return "{\"src_project_id\":\"" + source + "\",\"src_path\":\"" + path + "\",\"target_project_id\":\"" + target
                + "\",\"target_path\":\"" + to + "\",\"wait_until_done\":" + wait + "}";
    }

    private void deleteScratch() throws IOException {
        deleteTree(scratch);
    }

    private static void deleteTree(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static double seconds(Callable<?> work) throws Exception {
        var begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
