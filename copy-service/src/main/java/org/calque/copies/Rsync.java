package org.calque.copies;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// rsync, run in a [Sandbox].
@ApplicationScoped
class Rsync {
    /// What the names of such folders begin with.
    static final String STAGING = ".calque-copy-";

    private static final int VANISHED = 24;
    private static final int TIMED_OUT = 30;
    private static final int MOST_WORDS = 2_000;

    private final CopyLimits.Programs programs;

    /// Processes die with the thread that started them, so it must be one that stays.
    private final ExecutorService starter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("copies-start").daemon().factory());

    Rsync(CopyLimits limits) {
        this.programs = limits.programs();
    }

    @PreDestroy
    void close() {
        starter.shutdown();
    }

    /// Copies in archive mode. Paths are absolute and as the projects see them.
    ///
    /// @param staging folder in the target home where files grow until they are whole
    void copy(Claimed job, Path homes, String source, String target, String staging, Stop stop)
            throws IOException, InterruptedException, CopyFailed {
        var command = Sandbox.command(programs, homes, job.sourceProjectId(), job.targetProjectId());
        command.add(programs.rsync().toString());
        command.addAll(options(job));
        command.add("--temp-dir=" + staging);
        command.addAll(List.of("--", source, target));
        var process = start(command);
        stop.attach(process);
        var words = words(process.getErrorStream());
        int exit = process.waitFor();
        if (exit != 0 && exit != VANISHED) {
            throw new CopyFailed(
                    exit == TIMED_OUT
                            ? "timeout: nothing was copied for " + seconds(job.timeout()) + " seconds"
                            : explain(words, exit));
        }
    }

    /// Removes a folder of the target home with all that a copy which was cut off has left in it.
    void remove(Claimed job, Path homes, String folder) throws IOException, InterruptedException, CopyFailed {
        var command = Sandbox.command(programs, homes, job.sourceProjectId(), job.targetProjectId());
        command.addAll(List.of("rm", "-rf", "--", folder));
        var process = start(command);
        words(process.getErrorStream());
        process.waitFor();
    }

    static List<String> options(Claimed job) {
        var options = new ArrayList<>(List.of("--archive", "--mkpath", "--8-bit-output"));
        if (!job.overwriteNewer()) {
            options.add("--update");
        }
        if (job.deleteMissing()) {
            options.add("--delete");
        }
        if (job.backup()) {
            options.add("--backup");
        }
        if (job.timeout() != null && job.timeout() > 0) {
            options.add("--timeout=" + seconds(job.timeout()));
        }
        if (job.bwlimit() != null) {
            options.add("--bwlimit=" + job.bwlimit());
        }
        options.add("--exclude=/" + STAGING + "*");
        job.exclude().forEach(pattern -> options.add("--exclude=" + pattern));
        return options;
    }

    private static long seconds(double timeout) {
        return (long) Math.ceil(Math.min(timeout, Integer.MAX_VALUE));
    }

    private Process start(List<String> command) throws IOException, InterruptedException, CopyFailed {
        try {
            return starter.submit(() -> new ProcessBuilder(command)
                            .redirectInput(ProcessBuilder.Redirect.from(
                                    Path.of("/dev/null").toFile()))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start())
                    .get();
        } catch (ExecutionException failure) {
            throw new CopyFailed("copies need the programs bwrap, setpriv and rsync on the server: "
                    + failure.getCause().getMessage());
        }
    }

    /// The beginning of what rsync says; the rest is read and dropped, so that it never waits for us.
    private static String words(InputStream stream) throws IOException {
        var words = new ByteArrayOutputStream();
        var buffer = new byte[4096];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            words.write(buffer, 0, Math.min(count, Math.max(0, 4 * MOST_WORDS - words.size())));
        }
        return words.toString(StandardCharsets.UTF_8);
    }

    private static String explain(String words, int exit) {
        var causes = words.lines().filter(it -> !it.startsWith("rsync error:")).collect(Collectors.joining("\n"));
        var text = causes.isBlank() ? words.strip() : causes.strip();
        if (text.isEmpty()) {
            return "rsync ended with code " + exit;
        }
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "…";
    }
}
