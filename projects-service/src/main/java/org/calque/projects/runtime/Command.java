package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;
import org.calque.projects.runtime.ExecResult.Finished;
import org.calque.projects.runtime.ExecResult.NotRunnable;
import org.calque.projects.runtime.ExecResult.TimedOut;
import org.calque.projects.runtime.Kernel.Exit;

/// One command in one sandbox, from its request to its result.
final class Command {
    /// Marks the processes of one command where there are no control groups.
    static final String MARK = "CALQUE_COMMAND";

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int LONGEST_ARGUMENT = 128 << 10;
    private static final int LONGEST_COMMAND_LINE = 1 << 20;
    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    private static final int SIGNALLED = 128;
    static final int KILLED = SIGNALLED + Kernel.SIGKILL;

    /// Nobody is to take it for done.
    private static final String STOPPED = "The project was stopped before the command had ended.";

    private static final String TOO_MANY_PROCESSES =
            "The project runs as many processes as it may (%d). End some of them, or stop the project.";
    private static final long PARENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long END_OF_TREE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Sandbox sandbox;
    private final ExecRequest request;
    private final String token = newToken();
    private final Output stdout;
    private final Output stderr;
    private final long began = System.nanoTime();
    private volatile boolean timedOut;
    private final AtomicReference<Steps> underWay = new AtomicReference<>();
    private volatile Child child; // null until it is a program
    private volatile int aloneAs; // its number when no other ran as it began, else -1

    Command(Sandbox sandbox, ExecRequest request) {
        this.sandbox = sandbox;
        this.request = request;
        var machine = sandbox.machine();
        var maxBytes = machine.settings().maxOutputBytes();
        stdout = new Output(request.maxOutput(), maxBytes, machine.outputBudget());
        stderr = new Output(request.maxOutput(), maxBytes, machine.outputBudget());
    }

    static String newToken() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong()) + "-calque";
    }

    /// @throws RuntimeUnavailable when the project is so far over its disk quota that nothing may run
    static void mustNotBeFarOver(DiskWatch.Disk disk) {
        if (disk.isFarOver()) {
            throw new RuntimeUnavailable(
                    "No command can run: " + disk.complaint() + ". Files can be removed by projects/files/remove.");
        }
    }

    /// @throws IOException when the sandbox is gone
    ExecResult run() throws IOException {
        mustNotBeFarOver(sandbox.disk());
        var refused = refusal(request);
        if (refused != null) {
            return refused;
        }
        if (!request.runsInBash()) {
            return run(programAndArguments(request));
        }
        BashScript script;
        try {
            script = BashScript.write(sandbox, request);
        } catch (HomeException e) {
            return notRunnable(e);
        }
        try {
            return run(List.of("bash", script.path()));
        } finally {
            script.remove();
        }
    }

    static List<String> programAndArguments(ExecRequest request) {
        var command = new ArrayList<String>();
        command.add(request.command());
        command.addAll(request.args());
        return command;
    }

    private ExecResult run(List<String> line) throws IOException {
        var groups = sandbox.groups();
        var group = groups.take();
        try {
            var killsBefore = groups.memoryKills();
            var exit = exit(program(sandbox, request, token, line), group);
            return result(line, exit, group, killsBefore);
        } catch (Steps.Failed e) {
            if (timedOut) {
                return timedOut(line, group);
            }
            return notRunnable(sandbox, request, line.getFirst(), e);
        } finally {
            stdout.release();
            stderr.release();
            if (timedOut && group != null) {
                groups.discard(group);
            } else {
                groups.giveBack(group);
            }
        }
    }

    static NotRunnable notRunnable(HomeException e) {
        return new NotRunnable(e.code().name(), e.operation(), e.path());
    }

    static Program program(Sandbox sandbox, ExecRequest request, String token, List<String> line) {
        return new Program(token, folder(sandbox, request), environment(sandbox, token), request.env(), line);
    }

    private Exit exit(Program program, Path group) throws IOException {
        var machine = sandbox.machine();
        var alarm = machine.reactor().after(limit(), () -> timeIsOver(group));
        try {
            aloneAs = sandbox.running() == 0 ? sandbox.begun() + 1 : -1;
            child = enter(program, group);
            if (timedOut) {
                timeIsOver(group); // it was not there yet when its time was over
            }
            return child.exit().join();
        } finally {
            machine.reactor().run(() -> machine.reactor().cancel(alarm));
        }
    }

    private Child enter(Program program, Path group) throws IOException {
        try {
            return sandbox.enter(program, new Entrance.Way(group, true, underWay), stdout, stderr);
        } catch (Steps.Failed e) {
            if (e.step().equals(Steps.KILLED) && !timedOut) {
                // the group kills what is born in it
                return sandbox.enter(program, new Entrance.Way(group, false, underWay), stdout, stderr);
            }
            if (e.step().equals(Steps.PROGRAM) && e.errno() == Errno.ENOEXEC) {
                return enter(program.through(Tools.SHELL, e.subject()), group);
            }
            throw e;
        }
    }

    /// What the kernel said to a program that could not be started.
    static NotRunnable notRunnable(Sandbox sandbox, ExecRequest request, String program, Steps.Failed failure)
            throws IOException {
        if (failure.isAboutFork()) {
            throw new RuntimeUnavailable(
                    TOO_MANY_PROCESSES.formatted(sandbox.workspace().limits().processes()));
        }
        return switch (failure.step()) {
            case DirectEntry.FOLDER ->
                new NotRunnable(failure.errno().name(), DirectEntry.FOLDER, folder(sandbox, request));
            case Steps.PROGRAM -> new NotRunnable(failure.errno().name(), "spawn " + program, program);
            default -> throw failure;
        };
    }

    private Duration limit() {
        var longest = sandbox.machine().settings().longestRun();
        var wanted = request.timeout();
        return wanted.isZero() || wanted.compareTo(longest) > 0 ? longest : wanted;
    }

    /// A program that was brought in by others dies first, and the one that waits for it outside takes note; then all
    /// that is left in the group. Were both killed at once, the program would be left to process 1 of the machine.
    private void timeIsOver(Path group) {
        timedOut = true;
        var started = child;
        if (group == null) {
            if (started == null && underWay.get() != null) {
                underWay.get().kill();
            }
            if (started != null) {
                var alone = aloneAs == sandbox.begun();
                Thread.startVirtualThread(() -> {
                    new ProcessSearch(sandbox.init(), started.pid(), MARK + "=" + token, alone).kill();
                    started.kill();
                });
            }
            return;
        }
        var machine = sandbox.machine();
        if (started != null && !Steps.areThere() && started.killOnlyChild()) {
            machine.reactor().at(System.nanoTime() + PARENT_NANOS, () -> killGroup(group, started));
        } else {
            killGroup(group, started);
        }
    }

    private static void killGroup(Path group, Child child) {
        if (child != null && child.exit().isDone()) {
            return; // the group may serve another command by now
        }
        try {
            CgroupFiles.kill(group);
        } catch (IOException e) {
            Machine.LOG.errorf(e, "A command whose time is over could not be killed by its group");
            if (child != null) {
                child.kill();
            }
        }
    }

    private ExecResult result(List<String> program, Exit exit, Path group, long killsBefore) throws IOException {
        if (timedOut) {
            return timedOut(program, group);
        }
        var head = exit.code() == 0 ? "" : stderr.head();
        var neverRan = neverRan(token, head, exit.code(), program.getFirst(), folder(sandbox, request));
        if (neverRan != null) {
            return neverRan;
        }
        if (exit.code() != 0 && enteredNothing(stderr.head())) {
            throw new SandboxGone();
        }
        var wasKilled = exit.signal() == Kernel.SIGKILL || exit.code() == KILLED;
        if (wasKilled && sandbox.groups().memoryKills() > killsBefore) {
            return new Finished(stdout.text(), withNote(memoryNote(sandbox)), KILLED);
        }
        if (wasKilled && sandbox.disk().hasEndedProcessesSince(began)) {
            return new Finished(
                    stdout.text(), withNote("Killed: " + sandbox.disk().complaint() + "."), KILLED);
        }
        if (wasKilled && !sandbox.isAlive()) {
            throw new RuntimeUnavailable(STOPPED);
        }
        if ((exit.code() != 0 || exit.signal() != 0) && sandbox.disk().isOver()) {
            var code = exit.code() == 0 ? SIGNALLED + exit.signal() : exit.code();
            return new Finished(
                    stdout.text(), withNote("Note: " + sandbox.disk().complaint() + "."), code);
        }
        return new Finished(stdout.text(), stderr.text(), exit.code());
    }

    private TimedOut timedOut(List<String> program, Path group) throws IOException {
        if (group != null) {
            CgroupFiles.kill(group);
            CgroupFiles.awaitEmpty(group, END_OF_TREE_NANOS);
        }
        return new TimedOut(String.join(" ", program), stdout.text(), stderr.text());
    }

    /// The kernel has no memory for processes of a sandbox whose process 1 has gone.
    private boolean enteredNothing(String said) {
        return said.startsWith("nsenter: fork failed: Cannot allocate memory")
                || (said.startsWith("nsenter: ") && !sandbox.isAlive());
    }

    /// What the way into the sandbox reported under the token; null when the program ran.
    static NotRunnable neverRan(String token, String head, int code, String program, String folder) throws IOException {
        if (!head.startsWith(token)) {
            return null;
        }
        var report =
                head.lines().findFirst().orElse("").substring(token.length()).strip();
        if (report.startsWith("chdir ")) {
            return new NotRunnable(report.substring("chdir ".length()), "chdir", folder);
        }
        return switch (code) {
            case NOT_FOUND -> new NotRunnable("ENOENT", "spawn " + program, program);
            case NOT_EXECUTABLE -> new NotRunnable("EACCES", "spawn " + program, program);
            default -> throw new IOException("the command could not be brought into the sandbox" + report);
        };
    }

    static String memoryNote(Sandbox sandbox) {
        var megabytes = sandbox.workspace().limits().memoryBytes() >> 20;
        return "Killed: the project reached its memory limit of " + megabytes + " MB.";
    }

    private String withNote(String note) {
        var text = stderr.text();
        var gap = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return text + gap + note + "\n";
    }

    static String folder(Sandbox sandbox, ExecRequest request) {
        var seenAs = sandbox.workspace().seenAs();
        if (request.path().startsWith("/")) {
            return request.path();
        }
        return request.path().isEmpty() ? seenAs : seenAs + "/" + request.path();
    }

    static List<String> environment(Sandbox sandbox, String token) {
        var workspace = sandbox.workspace();
        var variables = new ArrayList<>(List.of(
                "HOME=" + workspace.seenAs(),
                "USER=user",
                "LOGNAME=user",
                "SHELL=/bin/bash",
                "PATH=" + Passage.PATH,
                "LANG=C.UTF-8",
                "TMPDIR=/tmp",
                "COCALC_PROJECT_ID=" + workspace.projectId()));
        if (!sandbox.machine().cgroups().canKill()) {
            variables.add(MARK + "=" + token);
        }
        return variables;
    }

    /// What the system could not be asked for at all.
    static NotRunnable refusal(ExecRequest request) {
        var texts = programAndArguments(request);
        texts.add(request.path());
        request.env().forEach((name, value) -> texts.add(name + "=" + value));
        var bytes = 0L;
        for (var text : texts) {
            var length = text.getBytes(StandardCharsets.UTF_8).length;
            bytes += length;
            if (text.indexOf('\0') >= 0) {
                return new NotRunnable("EINVAL", "spawn " + request.command(), request.command());
            }
            if (length >= LONGEST_ARGUMENT && !request.runsInBash()) {
                return new NotRunnable("E2BIG", "spawn " + request.command(), request.command());
            }
        }
        var badName = request.env().keySet().stream()
                .anyMatch(name -> !VARIABLE.matcher(name).matches());
        if (badName) {
            return new NotRunnable("EINVAL", "setenv", request.command());
        }
        return bytes > LONGEST_COMMAND_LINE && !request.runsInBash()
                ? new NotRunnable("E2BIG", "spawn " + request.command(), request.command())
                : null;
    }
}
