package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.calque.projects.runtime.JobFolder.Note;

/// A command that nobody waits for, while it runs. It survives the service: [JobShell] holds it together meanwhile.
public final class RunningJob {
    private static final int LONGEST_HEADER = 4096;
    private static final long FIRST_SAMPLE_MILLIS = 1000;
    private static final long LONGEST_PACE_MILLIS = 60_000;
    private static final int PACE = 6; // a sixth of the time that it has run

    private final Sandbox sandbox;
    private final JobFolder folder;
    private final Note note;
    private final Path group;
    private final JobProcesses processes;
    private final JobStream stdout;
    private final JobStream stderr;
    private final int done;
    private final int answer;
    private final CompletableFuture<OptionalInt> pid = new CompletableFuture<>();
    private final CompletableFuture<JobEnd> end = new CompletableFuture<>();
    private final StringBuilder header = new StringBuilder(); // on the reactor's thread only, as are these
    private JobInput input;
    private Reactor.Alarm timeIsOver;
    private boolean over;
    private volatile JobStats lastSample;

    private RunningJob(Sandbox sandbox, JobFolder folder, Note note) throws IOException {
        this.sandbox = sandbox;
        this.folder = folder;
        this.note = note;
        group = sandbox.groups().take(note.group());
        processes = new JobProcesses(sandbox, group, folder.jobId(), note.token());
        var reactor = sandbox.machine().reactor();
        stdout = new JobStream(reactor, folder.pipe("out"), folder.stdout(), note.outputCap(), this::wake);
        stderr = new JobStream(reactor, folder.pipe("err"), folder.stderr(), note.outputCap(), this::wake);
        done = Kernel.openToRead(folder.pipe("done"));
        answer = Kernel.openToWrite(folder.pipe("answer")); // throws when the shell has gone
        if (note.stdin()) {
            input = JobInput.open(folder);
        }
    }

    /// Starts a job.
    ///
    /// @throws IOException when the sandbox is gone
    static RunningJob begin(Sandbox sandbox, JobFolder folder, ExecRequest request, Duration limit, boolean stdin)
            throws IOException {
        var script = request.runsInBash() ? BashScript.write(sandbox, request) : null;
        var group = sandbox.groups().take();
        try {
            var now = System.currentTimeMillis();
            var note = new Note(
                    Command.newToken(),
                    group == null ? null : group.getFileName().toString(),
                    script == null ? null : script.folder(),
                    script == null ? Command.programAndArguments(request) : List.of("bash", script.path()),
                    Command.folder(sandbox, request),
                    now,
                    now + limit.toMillis(),
                    Output.mostBytes(
                            request.maxOutput(), sandbox.machine().settings().maxOutputBytes()),
                    sandbox.groups().memoryKills(),
                    stdin);
            folder.make(note);
            return launch(sandbox, folder, note, group, request);
        } catch (IOException | RuntimeException e) {
            sandbox.groups().giveBack(group);
            if (script != null && sandbox.isAlive()) {
                script.remove();
            }
            throw e;
        }
    }

    private static RunningJob launch(Sandbox sandbox, JobFolder folder, Note note, Path group, ExecRequest request)
            throws IOException {
        var machine = sandbox.machine();
        var line = JobShell.around(
                note.program(),
                note.token(),
                machine.settings().comeback(),
                Duration.ofMillis(note.endsBy() - note.began()),
                note.stdin());
        var usual = Command.program(sandbox, request, note.token(), line);
        var program = usual.with(Passage.JOB + "=" + folder.jobId());
        try (var handles = JobHandles.open(folder, note.stdin())) {
            var job = new RunningJob(sandbox, folder, note);
            try {
                var shell = Kernel.processHandle(start(sandbox, program, group, handles));
                machine.reactor().ask(() -> {
                    reap(machine.reactor(), shell);
                    return job.watch();
                });
                return job;
            } catch (IOException | RuntimeException e) {
                job.abandon();
                throw e;
            }
        }
    }

    private static int start(Sandbox sandbox, Program program, Path group, JobHandles handles) throws IOException {
        try {
            return sandbox.enterAsJob(program, group, true, handles.stdout(), handles.stderr(), handles.more());
        } catch (Steps.Failed e) {
            if (e.step().equals(Steps.KILLED)) { // the group kills what is born in it
                return sandbox.enterAsJob(program, group, false, handles.stdout(), handles.stderr(), handles.more());
            }
            throw e;
        }
    }

    private void abandon() throws IOException {
        sandbox.machine().reactor().ask(() -> {
            over = true;
            release();
            return null;
        });
    }

    private static void reap(Reactor reactor, int runner) {
        reactor.watch(runner, () -> {
            if (Kernel.reap(runner) != null) {
                reactor.forget(runner);
                Kernel.close(runner);
            }
        });
    }

    /// Takes up a job that ran when the service died.
    ///
    /// @throws IOException when it is lost
    static RunningJob takeUp(Sandbox sandbox, JobFolder folder) throws IOException {
        var job = new RunningJob(sandbox, folder, folder.note());
        sandbox.machine().reactor().ask(job::watch);
        return job;
    }

    private RunningJob watch() throws IOException {
        var reactor = sandbox.machine().reactor();
        stdout.watch();
        var known = folder.pid();
        if (known > 0) {
            pid.complete(OptionalInt.of(known));
            stderr.watch();
        } else {
            reactor.watch(stderr.pipe(), this::readHeader);
        }
        reactor.watch(done, this::readEnd);
        var left = note.endsBy() - System.currentTimeMillis();
        timeIsOver = reactor.at(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(0, left)), this::timeIsOver);
        sampleIn(FIRST_SAMPLE_MILLIS);
        return this;
    }

    /// Before the program runs, nothing but the shell around it writes to stderr: its first line tells.
    private void readHeader() {
        var reactor = sandbox.machine().reactor();
        while (true) {
            var count = Kernel.read(stderr.pipe(), reactor.buffer(), 1);
            if (count == 0) {
                reactor.forget(stderr.pipe());
            }
            if (count <= 0) {
                return;
            }
            header.append((char) (reactor.buffer().get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0) & 0xff));
            if (header.charAt(header.length() - 1) == '\n' || header.length() > LONGEST_HEADER) {
                headerIsRead();
                return;
            }
        }
    }

    private void headerIsRead() {
        sandbox.machine().reactor().forget(stderr.pipe());
        var line = header.toString();
        var begin = note.token() + " pid ";
        try {
            if (line.startsWith(begin)) {
                var number = Integer.parseInt(line.substring(begin.length()).strip());
                folder.keepPid(number);
                pid.complete(OptionalInt.of(number));
            } else {
                stderr.put(line.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            Machine.LOG.errorf(e, "What is known of job %s could not be kept", folder.jobId());
        }
        if (!over) {
            stderr.watch();
        }
    }

    private void readEnd() {
        if (Kernel.read(done, sandbox.machine().reactor().buffer(), LONGEST_HEADER) < 0) {
            return;
        }
        over = true;
        if (!pid.isDone() && header.isEmpty()) {
            readHeader();
        }
        release();
        Thread.startVirtualThread(this::conclude);
    }

    private void release() {
        var machine = sandbox.machine();
        if (timeIsOver != null) {
            machine.reactor().cancel(timeIsOver);
        }
        machine.reactor().forget(done);
        stdout.finish(machine.background());
        stderr.finish(machine.background());
        Kernel.write(answer, new byte[] {'\n'}); // all has been taken: the shell may go
        Kernel.close(answer);
        Kernel.close(done);
        if (input != null) {
            input.close();
            input = null;
        }
    }

    private void conclude() {
        JobEnd how;
        try {
            var isKnown = JobVerdict.isKnown(folder);
            if (folder.timeWasOver() || !isKnown) {
                processes.killGroup();
            }
            var kills = sandbox.groups().memoryKills() > note.killsBefore() ? sandbox : null;
            how = JobVerdict.of(folder, note, sandbox.isAlive(), kills);
            folder.noteDropped(new JobFolder.Dropped(stdout.dropped(), stderr.dropped()));
            folder.tidy();
        } catch (IOException | RuntimeException e) {
            Machine.LOG.errorf(e, "The end of job %s could not be told", folder.jobId());
            how = new JobEnd.Lost("the server could not tell how it ended", Instant.now());
        }
        giveBackGroup();
        if (note.script() != null && sandbox.isAlive()) {
            BashScript.left(sandbox, note.script()).remove();
        }
        pid.complete(OptionalInt.empty());
        end.complete(how);
        wake();
    }

    private void giveBackGroup() {
        if (group != null && folder.timeWasOver()) {
            sandbox.groups().discard(group);
        } else {
            sandbox.groups().giveBack(group);
        }
    }

    private void timeIsOver() {
        Thread.startVirtualThread(() -> {
            try {
                folder.noteTimeIsOver();
                processes.kill();
            } catch (IOException e) {
                Machine.LOG.errorf(e, "Job %s, whose time is over, could not be killed", folder.jobId());
            }
        });
    }

    private void sampleIn(long millis) {
        var reactor = sandbox.machine().reactor();
        reactor.at(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), () -> {
            if (!over) {
                Thread.startVirtualThread(this::sample);
            }
        });
    }

    private void sample() {
        try {
            var now = System.currentTimeMillis();
            var sample = JobStats.of(processes.usage(), now, lastSample, note.began());
            lastSample = sample;
            sample.append(folder);
            var pace = Math.clamp((now - note.began()) / PACE, FIRST_SAMPLE_MILLIS, LONGEST_PACE_MILLIS);
            sandbox.machine().reactor().run(() -> sampleIn(pace));
        } catch (IOException | RejectedExecutionException e) {
            Machine.LOG.debugf("Job %s has ended: %s", folder.jobId(), e.getMessage());
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    UUID projectId() {
        return sandbox.workspace().projectId();
    }

    /// Its process number inside, once the program has begun; empty when it could not begin.
    public CompletableFuture<OptionalInt> pid() {
        return pid;
    }

    public CompletableFuture<JobEnd> end() {
        return end;
    }

    public JobOutput output() {
        return new JobOutput(folder, stdout.size(), stderr.size(), stdout.dropped(), stderr.dropped());
    }

    /// Waits until it has written more than this, has ended, or the time is over.
    public synchronized void awaitMore(long stdoutSeen, long stderrSeen, Duration longest) throws InterruptedException {
        var deadline = System.nanoTime() + longest.toNanos();
        while (stdout.size() <= stdoutSeen && stderr.size() <= stderrSeen && !end.isDone()) {
            var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    /// Sends a signal to every process of the job.
    public void signal(int signal) throws IOException {
        processes.signal(signal);
    }

    /// Ends every process of the job. Its program counts as killed from outside.
    public void cancel() throws IOException {
        processes.kill();
    }

    /// Hands the job something to read.
    ///
    /// @return how many bytes there was room for; -1 when its input is closed
    public int write(byte[] content) throws IOException {
        return sandbox.machine().reactor().ask(() -> input == null ? -1 : input.write(content));
    }

    /// Nothing more to read.
    public void closeInput() throws IOException {
        sandbox.machine().reactor().ask(() -> {
            if (input != null) {
                input.close();
                input = null;
            }
            return null;
        });
    }
}
