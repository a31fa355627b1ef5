package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Libc;
import org.calque.projects.runtime.Cgroups.Controller;

/// Runs each project in a sandbox of its own on this machine, made by bubblewrap and entered anew for every command.
///
/// Sandboxes end when the service is asked to stop. When it dies instead, they wait for the next one, which takes them
/// up; a service that never comes back leaves nothing behind.
public final class SandboxRuntime implements ProjectRuntime, JobRuntime {
    private static final String TOO_MUCH =
            "Too many commands are running %s. Wait until some of them have ended, then try again.";

    private static final int JOBS_END_SECONDS = 5;

    private final SandboxSettings settings;
    private final Reactor reactor;
    private final Cgroups cgroups;
    private final Launchers launchers = new Launchers();
    private final StateFolder state;
    private final DiskWatch disks;
    private final Child.Background background = new Child.Background();
    private final AtomicLong outputBudget;
    private final Semaphore places;
    private final Map<UUID, Slot> slots = new ConcurrentHashMap<>();
    private final Set<RunningJob> jobs = ConcurrentHashMap.newKeySet();
    private volatile Predicate<UUID> mayStart = _ -> true;
    private volatile boolean closed;
    private volatile Machine machine; // null until the tools have been found

    /// The place of one project; whoever starts or stops it holds the lock.
    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private final Semaphore places;
        private volatile State state = State.STOPPED;
        private volatile Sandbox sandbox;

        private Slot(int places) {
            this.places = new Semaphore(places);
        }
    }

    public SandboxRuntime(SandboxSettings settings) {
        this.settings = settings;
        outputBudget = new AtomicLong(settings.outputBudget());
        places = new Semaphore(settings.perService());
        state = StateFolder.open(settings.state());
        cgroups = Cgroups.claim(CgroupTrees.ofThisMachine(), settings.name());
        try {
            reactor = new Reactor();
            adoptAll();
            disks = new DiskWatch(this::sandboxes);
        } catch (IOException e) {
            state.close();
            throw new RuntimeUnavailable("Projects cannot be started on this machine: " + e.getMessage(), e);
        }
    }

    /// Takes up the sandboxes that the last run of the service has left, and ends what is not sound.
    private void adoptAll() throws IOException {
        for (var entry : state.entries()) {
            try {
                var sandbox = Sandbox.adopt(entry, machine());
                var slot = slot(entry.projectId());
                slot.sandbox = sandbox;
                slot.state = State.RUNNING;
            } catch (IOException | RuntimeUnavailable e) {
                Machine.LOG.infof("The sandbox of project %s is not taken up: %s", entry.projectId(), e.getMessage());
                entry.forget();
            }
        }
        cgroups.endAllBut(adopted());
        new Unfinished(sandboxes()).end();
    }

    @Override
    public Set<UUID> adopted() {
        return sandboxes().stream()
                .filter(Sandbox::isAdopted)
                .map(it -> it.workspace().projectId())
                .collect(Collectors.toSet());
    }

    private List<Sandbox> sandboxes() {
        return slots.values().stream()
                .map(it -> it.sandbox)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public void startOnly(Predicate<UUID> allowed) {
        mayStart = allowed;
    }

    @Override
    public void start(Workspace workspace) {
        running(workspace);
    }

    private Sandbox running(Workspace workspace) {
        var slot = slot(workspace.projectId());
        var present = slot.sandbox;
        if (present != null && slot.state == State.RUNNING && present.isAlive()) {
            return present;
        }
        slot.lock.lock();
        try {
            if (slot.sandbox != null) {
                if (slot.sandbox.isAlive()) {
                    return slot.sandbox;
                }
                clear(slot);
            }
            if (closed) {
                throw new RuntimeUnavailable("The service is stopping. Try again in a moment.");
            }
            if (!mayStart.test(workspace.projectId())) {
                throw new ProjectAtRest();
            }
            slot.state = State.STARTING;
            slot.sandbox = Sandbox.start(workspace, machine());
            return slot.sandbox;
        } finally {
            slot.state = slot.sandbox == null ? State.STOPPED : State.RUNNING;
            slot.lock.unlock();
        }
    }

    @Override
    public void stop(UUID projectId) {
        var slot = slots.get(projectId);
        if (slot == null) {
            return;
        }
        slot.lock.lock();
        try {
            if (slot.sandbox != null) {
                slot.state = State.STOPPING;
                clear(slot);
            }
        } finally {
            slot.state = State.STOPPED;
            slot.lock.unlock();
        }
    }

    private static void clear(Slot slot) {
        var sandbox = slot.sandbox;
        slot.sandbox = null;
        try {
            sandbox.stop();
        } catch (IOException e) {
            Machine.LOG.errorf(
                    e, "Something of project %s is left", sandbox.workspace().projectId());
        }
    }

    @Override
    public State state(UUID projectId) {
        var slot = slots.get(projectId);
        if (slot == null) {
            return State.STOPPED;
        }
        var sandbox = slot.sandbox;
        return slot.state == State.RUNNING && (sandbox == null || !sandbox.isAlive()) ? State.STOPPED : slot.state;
    }

    @Override
    public ExecResult exec(Workspace workspace, ExecRequest request) {
        var slot = slot(workspace.projectId());
        take(slot.places, "in this project");
        try {
            take(places, "on this server");
            try {
                return run(workspace, request);
            } finally {
                places.release();
            }
        } finally {
            slot.places.release();
        }
    }

    @Override
    public int commandsOf(UUID projectId) {
        var running =
                jobs.stream().filter(it -> it.projectId().equals(projectId)).count();
        return settings.perProject() - slot(projectId).places.availablePermits() + (int) running;
    }

    private ExecResult run(Workspace workspace, ExecRequest request) {
        try {
            var sandbox = running(workspace);
            try {
                return new Command(sandbox, request).run();
            } catch (SandboxGone e) {
                forget(workspace.projectId(), sandbox);
                return new Command(running(workspace), request).run();
            }
        } catch (IOException e) {
            throw new RuntimeUnavailable("The command could not be started: " + e.getMessage(), e);
        }
    }

    @Override
    public JobStart begin(Workspace workspace, UUID jobId, ExecRequest request, Duration limit, boolean stdin) {
        var refused = Command.refusal(request);
        if (refused != null) {
            return new JobStart.Refused(refused);
        }
        try {
            var sandbox = running(workspace);
            Command.mustNotBeFarOver(sandbox.disk());
            var longest = limit.compareTo(settings.longestRun()) > 0 || limit.isZero() ? settings.longestRun() : limit;
            var folder = jobFolder(workspace.projectId(), jobId);
            try {
                return started(RunningJob.begin(sandbox, folder, request, longest, stdin));
            } catch (SandboxGone e) {
                folder.remove();
                forget(workspace.projectId(), sandbox);
                return started(RunningJob.begin(running(workspace), folder, request, longest, stdin));
            }
        } catch (HomeException e) {
            return new JobStart.Refused(Command.notRunnable(e));
        } catch (Steps.Failed e) {
            return refused(workspace, request, e);
        } catch (IOException e) {
            throw new RuntimeUnavailable("The command could not be started: " + e.getMessage(), e);
        }
    }

    private JobStart refused(Workspace workspace, ExecRequest request, Steps.Failed failure) {
        try {
            return new JobStart.Refused(
                    Command.notRunnable(slot(workspace.projectId()).sandbox, request, request.command(), failure));
        } catch (IOException e) {
            throw new RuntimeUnavailable("The command could not be started: " + e.getMessage(), e);
        }
    }

    private JobStart started(RunningJob job) {
        keep(job);
        return new JobStart.Started(job);
    }

    private void keep(RunningJob job) {
        jobs.add(job);
        job.end().thenRun(() -> jobs.remove(job));
    }

    @Override
    public Optional<RunningJob> takeUp(UUID projectId, UUID jobId) {
        var sandbox = slot(projectId).sandbox;
        if (sandbox == null || !sandbox.isAlive()) {
            return Optional.empty();
        }
        try {
            var job = RunningJob.takeUp(sandbox, jobFolder(projectId, jobId));
            keep(job);
            return Optional.of(job);
        } catch (IOException e) {
            Machine.LOG.infof("Job %s is lost: %s", jobId, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<JobEnd> howItEnded(UUID projectId, UUID jobId) {
        try {
            return JobVerdict.afterwards(jobFolder(projectId, jobId));
        } catch (IOException e) {
            Machine.LOG.warnf("How job %s ended cannot be read: %s", jobId, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public JobOutput output(UUID projectId, UUID jobId) {
        try {
            var folder = jobFolder(projectId, jobId);
            var dropped = folder.dropped();
            return new JobOutput(
                    folder, sizeOf(folder.stdout()), sizeOf(folder.stderr()), dropped.stdout(), dropped.stderr());
        } catch (IOException e) {
            throw new RuntimeUnavailable("The output of the job cannot be read: " + e.getMessage(), e);
        }
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    @Override
    public void forget(UUID projectId, UUID jobId) {
        try {
            jobFolder(projectId, jobId).remove();
        } catch (IOException e) {
            Machine.LOG.warnf("What job %s has written is left: %s", jobId, e.getMessage());
        }
    }

    @Override
    public void forgetAllBut(Set<UUID> jobs) {
        try {
            for (var folder : state.jobs()) {
                if (!jobs.contains(folder.jobId())) {
                    folder.remove();
                }
            }
        } catch (IOException e) {
            Machine.LOG.warnf("What forgotten jobs have written is left: %s", e.getMessage());
        }
    }

    private JobFolder jobFolder(UUID projectId, UUID jobId) throws IOException {
        return new JobFolder(jobId, state.of(projectId).jobs().resolve(jobId.toString()));
    }

    /// Clears a sandbox away that ended by itself, unless somebody has done so.
    private void forget(UUID projectId, Sandbox gone) {
        var slot = slot(projectId);
        slot.lock.lock();
        try {
            if (slot.sandbox == gone) {
                clear(slot);
                slot.state = State.STOPPED;
            }
        } finally {
            slot.lock.unlock();
        }
    }

    private void take(Semaphore semaphore, String where) {
        try {
            if (!semaphore.tryAcquire(settings.queueFor().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new RuntimeUnavailable(TOO_MUCH.formatted(where));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeUnavailable("The service is stopping.", e);
        }
    }

    @Override
    public RuntimeStatus status() {
        String problem = null;
        try {
            machine();
        } catch (RuntimeUnavailable e) {
            problem = e.getMessage();
        }
        return new RuntimeStatus(
                "sandbox",
                problem == null,
                problem,
                Libc.isRoot(),
                cgroups.describe(Controller.MEMORY, "rlimit"),
                cgroups.describe(Controller.PIDS, "rlimit"),
                cgroups.describe(Controller.CPU, "nice"),
                cgroups.canKill() ? "cgroup" : "process search",
                "measured",
                filter(),
                NetworkTools.lack().map(why -> "none: " + why).orElse("filtered"),
                (int) slots.keySet().stream()
                        .filter(id -> state(id) == State.RUNNING)
                        .count());
    }

    private String filter() {
        if (SeccompFilter.ofThisMachine().isEmpty()) {
            return "none on this kind of machine";
        }
        return Steps.areThere() || filtersThoseWhoEnterByPrograms()
                ? "every process"
                : "all but processes that enter (for these the package perl is missing)";
    }

    private boolean filtersThoseWhoEnterByPrograms() {
        var found = machine;
        return found != null && Passage.filters(found.tools());
    }

    @Override
    public Optional<DiskState> disk(UUID projectId) {
        var slot = slots.get(projectId);
        var sandbox = slot == null ? null : slot.sandbox;
        return sandbox == null ? Optional.empty() : sandbox.disk().state();
    }

    @Override
    public Optional<String> lack(UUID projectId) {
        var slot = slots.get(projectId);
        var sandbox = slot == null ? null : slot.sandbox;
        return Optional.ofNullable(sandbox).map(Sandbox::lack);
    }

    @Override
    public ProjectUse use(UUID projectId) {
        var slot = slots.get(projectId);
        var sandbox = slot == null ? null : slot.sandbox;
        return sandbox == null
                ? ProjectUse.UNKNOWN
                : new ProjectUse(sandbox.disk().lastCounted(), Insiders.memory(sandbox));
    }

    /// Stops every project; from then on nothing can be started. May be called again.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        var ends = jobs.stream().map(RunningJob::end).toArray(CompletableFuture[]::new);
        slots.keySet().forEach(this::stop);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, JOBS_END_SECONDS, TimeUnit.SECONDS)
                .join();
        cgroups.close();
        disks.close();
        reactor.close();
        launchers.close();
        state.close();
    }

    /// Looks for the tools again while they are missing, so that installing them needs no restart.
    private Machine machine() {
        var found = machine;
        if (found == null) {
            found = new Machine(Tools.find(), settings, cgroups, state, reactor, launchers, background, outputBudget);
            machine = found;
        }
        return found;
    }

    private Slot slot(UUID projectId) {
        return slots.computeIfAbsent(projectId, _ -> new Slot(settings.perProject()));
    }
}
