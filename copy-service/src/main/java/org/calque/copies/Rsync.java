package org.calque.copies;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.calque.messages.copies.CopiesPreview.Change;
import org.calque.messages.copies.CopiesPreview.Preview;

/// rsync, run in a [Sandbox] behind the [TargetGate].
///
/// The lock of the gate is taken by `flock`, which then becomes the sandbox: all that runs in it holds the lock, and
/// nothing else does. A small script waits for the word to go on, and ends the whole sandbox when it does not hear
/// from this service for the length of a lease, be this service dead, stopped, or cut off from the database.
@ApplicationScoped
class Rsync {
    /// What the names of such folders begin with.
    static final String STAGING = ".calque-copy-";

    private static final int VANISHED = 24;
    private static final int TIMED_OUT = 30;
    private static final int LOCKED = 75;
    private static final int NOT_LET_GO = 76;
    private static final int KILLED = 137;
    private static final int LOCK_SECONDS = 5;
    private static final int MOST_WORDS = 2_000;

    /// $1 lease in seconds, $2 the target home, $3 the staging folder, $4 yes to keep the mode of the target
    /// home, then the command. Files grow in the staging folder until they are whole; what cut-off copies have
    /// left is removed.
    private static final String SCRIPT = """
            echo ready
            until [ "$word" = go ]; do IFS= read -r -t "$1" word || exit 76; done
            lease=$1 home=$2 staging=$3 keep=$4
            shift 4
            exec 9<&0
            ( while IFS= read -r -t "$lease" word <&9; do :; done; kill -KILL $$ ) >/dev/null 2>&1 &
            rm -rf -- "$home"/.calque-copy-*
            [ "$keep" = no ] || keep=$(stat -c %a -- "$home")
            mkdir -- "$staging" || exit 11
            "$@" </dev/null 9<&- &
            wait $!
            code=$?
            [ "$keep" = no ] || chmod -- "$keep" "$home"
            rm -rf -- "$staging"
            exit $code
            """;

    private final CopyLimits.Programs programs;
    private final TargetGate gate;

    /// Processes die with the thread that started them, so it must be one that stays.
    private final ExecutorService starter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("copies-start").daemon().factory());

    Rsync(CopyLimits limits, TargetGate gate) {
        this.programs = limits.programs();
        this.gate = gate;
    }

    @PreDestroy
    void close() {
        starter.shutdown();
    }

    /// A copy on its way between places as the projects see them.
    ///
    /// @param keepHomeMode the target is the home itself, which stays as open or closed as it is
    record Way(String source, String target, boolean keepHomeMode) {}

    /// Copies in archive mode.
    ///
    /// @param lease for how long the sandbox goes on without a word
    void copy(Claimed job, Path homes, Way way, Duration lease, Stop stop)
            throws IOException, InterruptedException, CopyFailed, Superseded, TargetBusy, SandboxKilled, FilesVanished {
        gate.clear(job.targetProjectId(), job.turn());
        var process = start(command(job, homes, way, lease));
        try {
            stop.attach(process);
            if (isReady(process.getInputStream())) {
                letGo(job, process);
            }
            Thread.ofVirtual().name("copy-progress-", job.turn()).start(() -> listen(process, stop.progress()));
            var words = words(process.getErrorStream());
            int exit = process.waitFor();
            if (exit == KILLED && !stop.reason().equals(Optional.of(Stop.Reason.SHUTDOWN))) {
                tidyUp(job, homes);
            }
            judge(job, exit, words, way.source + "' -> '" + way.target);
        } finally {
            process.destroyForcibly();
            process.getInputStream().close();
            process.getErrorStream().close();
        }
    }

    /// What copying would change, without changing it. The target is not locked: it may change meanwhile.
    ///
    /// @param most    changes to list
    /// @param longest that it may take
    Preview preview(Claimed job, Path homes, Way way, int most, Duration longest)
            throws IOException, InterruptedException, CopyFailed {
        var command =
                new ArrayList<>(Sandbox.forLooking(programs, homes, job.sourceProjectId(), job.targetProjectId()));
        command.add(programs.rsync().toString());
        command.addAll(options(job));
        command.addAll(List.of("--dry-run", Itemized.FORMAT, "--", way.source, way.target));
        var process = start(command);
        var words = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> words.complete(wordsOrNone(process.getErrorStream())));
        var timer = Thread.ofVirtual().start(() -> endAfter(longest, process));
        try (var told = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var changes = new ArrayList<Change>();
            for (var line = told.readLine(); line != null; line = told.readLine()) {
                var change = Itemized.read(line);
                if (change.isPresent() && changes.size() == most) {
                    return new Preview(changes, false);
                }
                change.ifPresent(changes::add);
            }
            int exit = process.waitFor();
            if (exit == KILLED) {
                throw new CopyFailed("to see what would change took longer than " + longest.toSeconds() + " seconds");
            }
            if (exit != 0 && exit != VANISHED) {
                throw new CopyFailed(explain(words.join(), exit, way.source + "' -> '" + way.target));
            }
            return new Preview(changes, true);
        } finally {
            timer.interrupt();
            process.destroyForcibly();
        }
    }

    private static void endAfter(Duration longest, Process process) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static String wordsOrNone(InputStream stream) {
        try (stream) {
            return words(stream);
        } catch (IOException ended) {
            return "";
        }
    }

    /// Until the end of the process, so that it never waits for us.
    private static void listen(Process process, Progress progress) {
        var buffer = new byte[4096];
        try (var told = process.getInputStream()) {
            for (int count = told.read(buffer); count >= 0; count = told.read(buffer)) {
                progress.hear(new String(buffer, 0, count, StandardCharsets.US_ASCII));
            }
        } catch (IOException ended) {
            // Its exit code says how.
        }
    }

    /// Removes what was cut off. With the lock, so that it is nobody's work, however late this is.
    private void tidyUp(Claimed job, Path homes) throws IOException, InterruptedException, CopyFailed {
        var command = new ArrayList<>(locked(job));
        command.addAll(Sandbox.command(programs, homes, job.sourceProjectId(), job.targetProjectId()));
        command.addAll(List.of("bash", "-c", "rm -rf -- \"$1\"/.calque-copy-*", "tidy"));
        command.add("/projects/" + job.targetProjectId());
        awaitEnd(start(command));
    }

    private static void awaitEnd(Process process) throws IOException, InterruptedException {
        words(process.getErrorStream());
        process.waitFor();
    }

    /// Returns when nothing of earlier claims is at work on the target, and none of them will be let in any
    /// more.
    void awaitEndOfEarlier(Claimed job) throws IOException, InterruptedException, CopyFailed, Superseded, TargetBusy {
        gate.clear(job.targetProjectId(), job.turn());
        var lock = new ArrayList<>(locked(job));
        lock.add("true");
        awaitEnd(start(lock));
        switch (gate.enter(job.targetProjectId(), job.turn())) {
            case TargetGate.Entry.Busy() -> throw new TargetBusy();
            case TargetGate.Entry.Late(var turn) -> throw new Superseded(turn);
            case TargetGate.Entry.In in -> in.close();
        }
    }

    private List<String> locked(Claimed job) {
        return List.of(
                programs.flock().toString(),
                "--no-fork",
                "--exclusive",
                "--wait",
                Integer.toString(LOCK_SECONDS),
                "--conflict-exit-code",
                Integer.toString(LOCKED),
                gate.file(job.targetProjectId()).toString());
    }

    private List<String> command(Claimed job, Path homes, Way way, Duration lease) throws IOException {
        var home = "/projects/" + job.targetProjectId();
        var staging = home + "/" + STAGING + job.id();
        var command = new ArrayList<>(locked(job));
        command.addAll(Sandbox.command(programs, homes, job.sourceProjectId(), job.targetProjectId()));
        command.addAll(List.of("bash", "-c", SCRIPT, "copy"));
        command.addAll(
                List.of(Double.toString(lease.toMillis() / 1000.0), home, staging, way.keepHomeMode ? "yes" : "no"));
        command.add(programs.rsync().toString());
        command.addAll(options(job));
        command.addAll(List.of("--info=progress2", "--no-human-readable"));
        command.add("--temp-dir=" + staging);
        command.addAll(List.of("--", way.source, way.target));
        return command;
    }

    private static boolean isReady(InputStream words) throws IOException {
        return words.read() == 'r';
    }

    /// The sandbox holds the lock: nobody else is at work. It remains to be seen whether it is not too late.
    private void letGo(Claimed job, Process process) throws IOException, Superseded {
        var later = gate.letIn(job.targetProjectId(), job.turn(), process.toHandle());
        if (later.isPresent()) {
            throw new Superseded(later.getAsLong());
        }
        try {
            process.getOutputStream().write("go\n".getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException justEnded) {
            // Why, is said by its exit code.
        }
    }

    private static void judge(Claimed job, int exit, String words, String way)
            throws CopyFailed, TargetBusy, SandboxKilled, FilesVanished {
        switch (exit) {
            case 0 -> {}
            case VANISHED -> throw new FilesVanished();
            case LOCKED -> throw new TargetBusy();
            case NOT_LET_GO, KILLED -> throw new SandboxKilled();
            case TIMED_OUT ->
                throw new CopyFailed("timeout: nothing was copied for " + seconds(job.timeout()) + " seconds");
            default -> throw new CopyFailed(explain(words, exit, way));
        }
    }

    static List<String> options(Claimed job) {
        var options = new ArrayList<>(List.of("--archive", "--hard-links", "--sparse", "--mkpath", "--8-bit-output"));
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
            return starter.submit(() -> new ProcessBuilder(command).start()).get();
        } catch (ExecutionException failure) {
            throw new CopyFailed("copies need the programs flock, bwrap, setpriv, bash and rsync on the server: "
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

    private static String explain(String words, int exit, String way) {
        if (words.contains("No space left on device")) {
            return "ENOSPC: no space left on device, copy '" + way + "'";
        }
        if (words.contains("Disk quota exceeded")) {
            return "EDQUOT: disk quota exceeded, copy '" + way + "'";
        }
        var causes = words.lines().filter(it -> !it.startsWith("rsync error:")).collect(Collectors.joining("\n"));
        var text = causes.isBlank() ? words.strip() : causes.strip();
        if (text.isEmpty()) {
            return "rsync ended with code " + exit;
        }
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "…";
    }
}
