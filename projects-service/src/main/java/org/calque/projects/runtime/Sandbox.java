package org.calque.projects.runtime;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.projects.runtime.StateFolder.Note;

/// The sandbox of one running project.
final class Sandbox {
    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 10;
    private static final int O_RDONLY = 0;
    private static final int GUARD_ENDS_SECONDS = 5;
    private static final int STDERR_BYTES = 8 << 10;
    private static final int MOST_INFO = 4096;
    private static final Pattern CHILD_PID = Pattern.compile("\"child-pid\":\\s*(\\d+)");

    /// The descriptors of a child that makes the sandbox: 3 arguments, 4 info, 5 filter, 6 the leash of what leads
    /// out (see [Guard]), 7 and more the made files.
    private static final int ARGUMENTS = 3;

    private static final int INFO = 4;
    private static final int FILTER = 5;
    private static final int FIRST_FILE = 7;

    private final Workspace workspace;
    private final Machine machine;
    private final ProjectGroups groups;
    private final Passage passage;
    private final StateFolder.Entry entry;
    private final boolean adopted;
    private final int lifeline;
    private final int init;
    private final int initHandle;
    private final Namespaces namespaces;
    private final String pidNamespace;
    private final Home tmp;
    private final DiskWatch.Disk disk;
    private final Entrance entrance;
    private final Network network;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final CompletableFuture<Void> guardOver = new CompletableFuture<>();
    private volatile boolean stopping;
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean closed; // changed by the reactor's thread, while nobody is on the way in

    private Sandbox(
            Workspace workspace,
            Machine machine,
            ProjectGroups groups,
            Passage passage,
            StateFolder.Entry entry,
            int lifeline,
            int init,
            boolean adopted)
            throws IOException {
        this.workspace = workspace;
        this.machine = machine;
        this.groups = groups;
        this.passage = passage;
        this.entry = entry;
        this.adopted = adopted;
        this.lifeline = lifeline;
        this.init = init;
        this.initHandle = Kernel.processHandle(init);
        this.disk = new DiskWatch.Disk(workspace.home(), workspace.limits());
        this.namespaces = Namespaces.of(init);
        this.pidNamespace = ProcessFacts.namespace(init, "pid");
        this.tmp = Home.open(Path.of("/proc/" + init + "/root/tmp"), "/tmp", workspace.uid());
        this.entrance = new Entrance(workspace, machine, groups, passage, disk, initHandle, namespaces);
        this.network = new Network(this, namespaces, entry);
        machine.reactor().ask(this::watch);
    }

    private Void watch() {
        machine.reactor().watch(initHandle, () -> {
            machine.reactor().forget(initHandle);
            over.complete(null);
        });
        machine.reactor()
                .watch(
                        lifeline,
                        () -> { // nobody reads from it any more
                            machine.reactor().forget(lifeline);
                            guardOver.complete(null);
                        });
        return null;
    }

    /// @throws RuntimeUnavailable when the machine does not allow it
    static Sandbox start(Workspace workspace, Machine machine) {
        ProjectGroups groups = null;
        try {
            Home.make(workspace.home(), workspace.seenAs(), workspace.uid()).close();
            groups = machine.cgroups().forProject(workspace.projectId(), workspace.limits());
            return start(workspace, machine, groups);
        } catch (IOException e) {
            giveUp(groups);
            throw new RuntimeUnavailable("The project could not be started: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            giveUp(groups);
            throw e;
        }
    }

    private static Sandbox start(Workspace workspace, Machine machine, ProjectGroups groups) throws IOException {
        var passage = passage(workspace, machine);
        var handles = new ArrayList<Integer>();
        var entry = machine.state().of(workspace.projectId());
        var lifeline = lifeline(entry);
        var info = Kernel.pipe();
        var ready = new CompletableFuture<Boolean>();
        var stderr = new Output(null, STDERR_BYTES, new AtomicLong(STDERR_BYTES));
        try {
            handles.add(Kernel.holding(String.join(
                            "\0",
                            SandboxView.arguments(
                                    machine.tools(),
                                    workspace,
                                    passage.homeForBwrap(workspace),
                                    FIRST_FILE,
                                    INFO,
                                    FILTER))
                    .concat("\0")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            handles.add(info.writeEnd());
            handles.add(Kernel.holding(SeccompFilter.ofThisMachine().orElse(new byte[0])));
            handles.add(workspace.limits().network() ? leash(entry) : Kernel.open("/dev/null", O_RDONLY));
            for (var file : SandboxView.files(workspace)) {
                handles.add(Kernel.holding(file));
            }
            var sandbox = passage.toBwrap(
                    groups.joinFiles(groups.take()),
                    workspace,
                    List.of(
                            machine.tools().bwrap(),
                            "--args",
                            Integer.toString(ARGUMENTS),
                            "bash",
                            "-c",
                            SandboxView.INIT));
            var command = Guard.around(sandbox, entry, machine.settings().comeback(), groups.all());
            var guard = machine.reactor()
                    .ask(() -> Child.start(
                            machine.reactor(),
                            machine.background(),
                            command,
                            List.of("PATH=" + Passage.PATH, "LANG=C.UTF-8"),
                            lifeline.readEnd(),
                            new Readiness(ready),
                            stderr,
                            handles.stream().mapToInt(Integer::intValue).toArray()));
            awaitReady(guard, ready, stderr);
            var init = childOf(info.readEnd());
            var note = noteOf(init, workspace);
            entry.write(note);
            var started = new Sandbox(workspace, machine, groups, passage, entry, lifeline.writeEnd(), init, false);
            if (workspace.limits().network()) {
                started.network.connect(note);
            }
            return started;
        } catch (IOException | RuntimeException e) {
            entry.forget();
            Kernel.close(lifeline.writeEnd());
            throw e;
        } finally {
            handles.forEach(Kernel::close);
            Kernel.close(lifeline.readEnd());
            Kernel.close(info.readEnd());
        }
    }

    private static Passage passage(Workspace workspace, Machine machine) {
        return new Passage(machine.tools(), machine.settings(), machine.cgroups(), workspace.limits());
    }

    private static Kernel.Pipe lifeline(StateFolder.Entry entry) throws IOException {
        Kernel.makeNamedPipe(entry.lifeline());
        var readEnd = Kernel.openToRead(entry.lifeline());
        Kernel.makeWaiting(readEnd);
        return new Kernel.Pipe(readEnd, Kernel.openToWrite(entry.lifeline()));
    }

    private static int leash(StateFolder.Entry entry) throws IOException {
        Kernel.makeNamedPipe(entry.leash());
        return Kernel.openBothEnds(entry.leash());
    }

    private static Note noteOf(int init, Workspace workspace) throws IOException {
        return new Note(
                ProcessFacts.boot(),
                init,
                ProcessFacts.started(init),
                ProcessFacts.namespace(init, "pid"),
                workspace,
                null);
    }

    /// Process 1 says that it is there, or ends without a word.
    private record Readiness(CompletableFuture<Boolean> ready) implements Child.Sink {
        @Override
        public void accept(MemorySegment buffer, int count) {
            ready.complete(true);
        }

        @Override
        public void ended() {
            ready.complete(false);
        }
    }

    private static void awaitReady(Child guard, CompletableFuture<Boolean> ready, Output stderr) {
        try {
            if (ready.get(START_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            guard.kill();
            guard.exit().get(GUARD_ENDS_SECONDS, TimeUnit.SECONDS); // and with it all that was said is there
        } catch (InterruptedException e) {
            guard.kill();
            Thread.currentThread().interrupt();
            throw new RuntimeUnavailable("The project could not be started: the service is stopping.", e);
        } catch (TimeoutException | ExecutionException e) {
            guard.kill();
            throw new RuntimeUnavailable("The project could not be started within " + START_SECONDS + " seconds.", e);
        }
        throw new RuntimeUnavailable(Machine.explain(stderr.text().strip()));
    }

    /// Takes up a sandbox that an earlier run of the service has left.
    ///
    /// @throws IOException when it is not sound; nothing of it is left then
    static Sandbox adopt(StateFolder.Entry entry, Machine machine) throws IOException {
        var lifeline = takeUp(entry);
        try {
            var note = entry.note().orElseThrow(() -> new IOException("it was not ready yet"));
            check(note);
            var sandbox = new Sandbox(
                    note.workspace(),
                    machine,
                    machine.cgroups().adopt(entry.projectId()),
                    passage(note.workspace(), machine),
                    entry,
                    lifeline,
                    note.init(),
                    true);
            if (sandbox.isThat(note)) {
                if (note.workspace().limits().network()) {
                    sandbox.network.takeUp(note);
                }
                return sandbox;
            }
            sandbox.stop();
            throw new SandboxGone();
        } catch (SandboxGone e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            end(lifeline);
            throw e instanceof IOException known ? known : new IOException(e);
        }
    }

    private static int takeUp(StateFolder.Entry entry) throws IOException {
        var lifeline = Kernel.openToWrite(entry.lifeline());
        Kernel.write(lifeline, Guard.TAKEN_UP);
        return lifeline;
    }

    private static void check(Note note) throws IOException {
        if (!note.boot().equals(ProcessFacts.boot())) {
            throw new IOException("the machine was started anew");
        }
    }

    /// Asked once the handles are there: while it holds, they cannot belong to another.
    private boolean isThat(Note note) throws IOException {
        return ProcessFacts.started(init) == note.started()
                && pidNamespace.equals(note.pidNamespace())
                && !Kernel.poll(initHandle, Kernel.EPOLLIN, 0);
    }

    private static void end(int lifeline) {
        Kernel.write(lifeline, Guard.END);
        if (!Kernel.poll(lifeline, Kernel.EPOLLERR, GUARD_ENDS_SECONDS * 1000)) {
            Machine.LOG.warn("The guard of a sandbox that is not sound does not end");
        }
        Kernel.close(lifeline);
    }

    private static int childOf(int info) throws IOException {
        try (var arena = java.lang.foreign.Arena.ofConfined()) {
            var buffer = arena.allocate(MOST_INFO);
            var count = Kernel.read(info, buffer, MOST_INFO - 1L);
            var text = count <= 0 ? "" : buffer.getString(0);
            var pid = CHILD_PID.matcher(text);
            if (!pid.find()) {
                throw new IOException("bubblewrap did not tell its process: " + text);
            }
            return Integer.parseInt(pid.group(1));
        }
    }

    private static void giveUp(ProjectGroups groups) {
        if (groups == null) {
            return;
        }
        try {
            groups.kill();
            groups.close();
        } catch (IOException e) {
            Machine.LOG.warnf("Control groups of a project that did not start are left: %s", e.getMessage());
        }
    }

    Workspace workspace() {
        return workspace;
    }

    UUID projectId() {
        return workspace.projectId();
    }

    /// What the project should have and runs without, for its people; null when it has all.
    String lack() {
        return network.lack();
    }

    Machine machine() {
        return machine;
    }

    ProjectGroups groups() {
        return groups;
    }

    Passage passage() {
        return passage;
    }

    DiskWatch.Disk disk() {
        return disk;
    }

    interface FileWork {
        void run(Home tmp) throws HomeException;
    }

    /// Works in the private `/tmp` of the sandbox, as the project's user: nobody else exists in that file system.
    ///
    /// @throws IOException when the sandbox is gone, or what `work` throws
    void inTmp(FileWork work) throws IOException {
        var failure = machine.reactor()
                .ask(() -> closed ? new SandboxGone() : Kernel.asUser(workspace.uid(), () -> attempt(work)));
        if (failure != null) {
            throw failure;
        }
    }

    private IOException attempt(FileWork work) {
        try {
            work.run(tmp);
            return null;
        } catch (HomeException e) {
            return e;
        }
    }

    String pidNamespace() {
        return pidNamespace;
    }

    int init() {
        return init;
    }

    boolean isAlive() {
        return !stopping && !over.isDone();
    }

    /// Done when its first process has ended, and so every other.
    CompletableFuture<Void> over() {
        return over;
    }

    /// Whether an earlier run of the service has started it.
    boolean isAdopted() {
        return adopted;
    }

    boolean isStopping() {
        return stopping;
    }

    /// What is done with a sandbox that is there.
    interface Use<T> {
        T make() throws IOException;
    }

    /// Uses the sandbox, which is not given up meanwhile.
    ///
    /// @throws SandboxGone when it has ended
    <T> T whileOpen(Use<T> use) throws IOException {
        inUse.readLock().lock();
        try {
            if (closed || !isAlive()) {
                throw new SandboxGone();
            }
            return use.make();
        } finally {
            inUse.readLock().unlock();
        }
    }

    /// Starts a program inside. It may take as long as the project wants,
    /// since somebody inside may halt what is just being born.
    ///
    /// @throws Steps.Failed when the program cannot be run
    /// @throws SandboxGone  when the sandbox has ended
    Child enter(Program program, Entrance.Way way, Child.Sink stdout, Child.Sink stderr) throws IOException {
        return whileOpen(() -> {
            begun.incrementAndGet();
            running.incrementAndGet();
            var entered = false;
            try {
                var child = entrance.enter(program, way, stdout, stderr);
                entered = true;
                child.exit().thenRun(running::decrementAndGet);
                return child;
            } finally {
                if (!entered) {
                    running.decrementAndGet();
                }
            }
        });
    }

    /// Starts the shell around a job, see [JobShell], with `more` as its descriptors from 10 on.
    ///
    /// @return its number outside
    int enterAsJob(Program program, Path group, boolean born, int stdout, int stderr, int... more) throws IOException {
        return whileOpen(() -> {
            begun.incrementAndGet();
            var way = new Entrance.Way(group, born, new AtomicReference<>());
            return entrance.start(program, way, stdout, stderr, more);
        });
    }

    /// How many commands run.
    int running() {
        return running.get();
    }

    /// How many commands have begun until now.
    int begun() {
        return begun.get();
    }

    /// Kills everything inside and gives all back. Returns when nothing is left.
    void stop() throws IOException {
        stopping = true;
        machine.reactor().ask(() -> {
            if (!closed) {
                Kernel.signal(initHandle, Kernel.SIGKILL); // the kernel kills all others inside with it
                Kernel.write(lifeline, Guard.END);
            }
            return null;
        });
        try {
            CompletableFuture.allOf(over, guardOver, network.end()).get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a project stopped", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the sandbox of " + projectId() + " does not end", e);
        } finally {
            release();
            groups.kill();
        }
        groups.close();
        entry.forget();
    }

    private void release() throws IOException {
        inUse.writeLock().lock();
        try {
            machine.reactor().ask(() -> {
                if (!closed) {
                    closed = true;
                    namespaces.close();
                    tmp.close();
                    machine.reactor().forget(initHandle);
                    machine.reactor().forget(lifeline);
                    Kernel.close(initHandle);
                    Kernel.close(lifeline);
                }
                return null;
            });
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
