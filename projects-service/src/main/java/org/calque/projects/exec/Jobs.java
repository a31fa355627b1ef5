package org.calque.projects.exec;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.calque.messages.Caller;
import org.calque.projects.Lifecycle;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;
import org.calque.projects.runtime.ExecRequest;
import org.calque.projects.runtime.JobEnd;
import org.calque.projects.runtime.JobOutput;
import org.calque.projects.runtime.JobRuntime;
import org.calque.projects.runtime.JobStart;
import org.calque.projects.runtime.ProjectAtRest;
import org.calque.projects.runtime.RunningJob;
import org.calque.projects.runtime.RuntimeUnavailable;
import org.jboss.logging.Logger;

/// The jobs of this node: starts them, notes how they end, forgets them.
@ApplicationScoped
class Jobs {
    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final String TOO_MANY =
            "%d jobs are running in this project, as many as may. Wait until one has ended, or cancel one.";
    private static final String UNKNOWN_END =
            "the job was lost: its project or the server ended before it could end by itself";
    private static final String MACHINE_LOST = "killed: the machine that ran the job was lost";
    private static final int MOST_STARTS = 3;
    private static final Duration DATABASE_BACK_IN = Duration.ofMillis(500);

    private final JobRuntime runtime;
    private final Lifecycle lifecycle;
    private final Workspaces workspaces;
    private final JobRepository rows;
    private final Clock clock;
    private final ProjectsConfig.Jobs limits;
    private final Job.Node node;
    private final Map<UUID, Live> live = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("jobs").factory());
    private volatile boolean stopping;

    /// @param noted done when the database knows how it ended
    record Live(UUID projectId, RunningJob job, CompletableFuture<Void> noted) {}

    Jobs(
            JobRuntime runtime,
            Lifecycle lifecycle,
            Workspaces workspaces,
            JobRepository rows,
            Clock clock,
            ProjectsConfig config) {
        this.runtime = runtime;
        this.lifecycle = lifecycle;
        this.workspaces = workspaces;
        this.rows = rows;
        this.clock = clock;
        this.limits = config.jobs();
        this.node = new Job.Node(config.runtimeName(), lifecycle.address().toString());
    }

    /// What ran when the service died goes on, or is known to have ended.
    void takeUp(@Observes StartupEvent started) {
        for (var job : rows.runningAt(node.name())) {
            var running = runtime.takeUp(job.projectId, job.jobId);
            if (running.isPresent()) {
                keep(job, running.get());
            } else {
                rows.end(
                        job.jobId,
                        runtime.howItEnded(job.projectId, job.jobId)
                                .orElseGet(() -> new JobEnd.Lost(UNKNOWN_END, clock.instant())),
                        written(job.projectId, job.jobId));
            }
        }
        runtime.forgetAllBut(rows.idsAt(node.name()));
        var pace = limits.forgetEvery().toMillis();
        timer.scheduleWithFixedDelay(this::lookAfterThem, pace, pace, TimeUnit.MILLISECONDS);
    }

    /// After the runtime has ended all jobs, before the database goes.
    void noteLast(@Observes @Priority(2) ShutdownEvent ended) {
        CompletableFuture.allOf(live.values().stream().map(Live::noted).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, limits.shutdownPatience().toMillis(), TimeUnit.MILLISECONDS)
                .join();
        stopping = true;
        timer.shutdownNow();
    }

    /// Starts a job, and the project when it is at rest.
    ///
    /// @param limit when it is killed
    /// @throws RuntimeUnavailable when it cannot be started; the message is for the caller
    Job start(Standing project, ExecRequest request, Duration limit, boolean stdin, Caller caller) {
        lifecycle.start(project);
        makeRoom(project.projectId());
        var job = Job.of(project.projectId(), request, stdin, caller, node, clock.instant());
        rows.add(job);
        try {
            switch (begin(project, job, request, limit)) {
                case JobStart.Started(var running) -> begun(job, running);
                case JobStart.Refused(var why) -> rows.end(job.jobId, new JobEnd.NeverRan(why, clock.instant()));
            }
            return job;
        } catch (RuntimeException failure) {
            forget(job);
            throw failure;
        }
    }

    /// One that is stopped between its start and the job is started again.
    private JobStart begin(Standing project, Job job, ExecRequest request, Duration limit) {
        for (var starts = 1; ; starts++) {
            try {
                return runtime.begin(workspaces.of(project), job.jobId, request, limit, job.stdin);
            } catch (ProjectAtRest stopped) {
                if (starts == MOST_STARTS) {
                    throw new RuntimeUnavailable("The project was stopped again and again.", stopped);
                }
                lifecycle.start(project);
            }
        }
    }

    private void begun(Job job, RunningJob running) {
        keep(job, running);
        running.pid().join().ifPresent(pid -> {
            job.pid = pid;
            rows.keepPid(job.jobId, pid);
        });
    }

    private void keep(Job job, RunningJob running) {
        var entry = new Live(job.projectId, running, new CompletableFuture<>());
        live.put(job.jobId, entry);
        running.pid()
                .thenAcceptAsync(
                        pid -> pid.ifPresent(it -> {
                            if (job.pid == null) {
                                rows.keepPid(job.jobId, it);
                            }
                        }),
                        Thread::startVirtualThread);
        running.end().thenAcceptAsync(how -> noteEnd(job.jobId, entry, how), Thread::startVirtualThread);
    }

    /// The database may be away for a while: the end is noted when it is back, or by the next run of the service.
    private void noteEnd(UUID jobId, Live entry, JobEnd how) {
        while (!stopping) {
            try {
                rows.end(jobId, how, written(entry.projectId, jobId));
                break;
            } catch (RuntimeException failure) {
                LOG.warnf("how job %s ended is not noted yet: %s", jobId, failure.getMessage());
                LockSupport.parkNanos(DATABASE_BACK_IN.toNanos());
            }
        }
        live.remove(jobId);
        entry.noted.complete(null);
    }

    /// What all replicas are to have of its output; null when there is nothing, or it cannot be read.
    private KeptOutput written(UUID projectId, UUID jobId) {
        try {
            var kept = KeptOutput.of(jobId, runtime.output(projectId, jobId), limits.sharedOutputBytes());
            return kept.isEmpty() ? null : kept;
        } catch (IOException | RuntimeUnavailable failure) {
            LOG.warnf("the output of job %s is not shared: %s", jobId, failure.getMessage());
            return null;
        }
    }

    private void makeRoom(UUID projectId) {
        var running = live.values().stream()
                .filter(it -> it.projectId.equals(projectId))
                .count();
        if (running >= limits.runningPerProject()) {
            throw new RuntimeUnavailable(TOO_MANY.formatted(running));
        }
        rows.of(projectId).stream()
                .filter(it -> !it.isRunning())
                .skip(Math.max(0, limits.keptPerProject() - 1 - running))
                .forEach(this::forget);
    }

    private void lookAfterThem() {
        try {
            endOrphans();
            forgetIdle();
        } catch (RuntimeException failure) {
            LOG.warnf("old jobs are looked after later: %s", failure.getMessage());
        }
    }

    /// Ends jobs whose node is gone: its term has ended, so that nothing of it runs any more. A node that ends well has
    /// a moment to say itself how its jobs ended.
    void endOrphans() {
        var now = clock.instant();
        rows.orphanedBefore(now.minus(limits.shutdownPatience()))
                .forEach(job -> rows.end(job.jobId, new JobEnd.Lost(MACHINE_LOST, now)));
        rows.noteOrphans(now);
    }

    void forgetIdle() {
        rows.idleSince(node.name(), clock.instant().minus(limits.keptFor())).forEach(this::forget);
    }

    private void forget(Job job) {
        if (isMine(job)) {
            runtime.forget(job.projectId, job.jobId);
        }
        rows.remove(job.jobId);
    }

    /// The job, if it belongs to this project; it is kept a while longer then. One that runs is found where its project
    /// is, one that has ended wherever all of its output is.
    ///
    /// @throws org.calque.kit.Elsewhere when another replica can tell more, and still has the project
    Optional<Job> find(UUID projectId, UUID jobId) {
        var found = rows.asked(projectId, jobId, clock.instant());
        if (found.isPresent() && !isMine(found.get()) && (found.get().isRunning() || isShortened(jobId))) {
            lifecycle.mustNotBeElsewhere(projectId);
        }
        return found;
    }

    private boolean isMine(Job job) {
        return job.node.equals(node.name());
    }

    private boolean isShortened(UUID jobId) {
        return rows.keptOutput(jobId)
                .filter(it -> it.stdoutDropped + it.stderrDropped > 0)
                .isPresent();
    }

    List<Job> of(UUID projectId) {
        return rows.of(projectId);
    }

    /// Waits until it has ended, and answers it as it is then.
    Job await(Job job) {
        var entry = live.get(job.jobId);
        if (entry != null) {
            entry.noted.join();
        }
        return rows.find(job.projectId, job.jobId).orElse(job);
    }

    /// Empty when it has ended, or runs elsewhere.
    Optional<RunningJob> running(Job job) {
        return Optional.ofNullable(live.get(job.jobId)).map(Live::job);
    }

    JobOutput output(Job job) {
        return running(job)
                .map(RunningJob::output)
                .orElseGet(() -> isMine(job) ? runtime.output(job.projectId, job.jobId) : shared(job));
    }

    private JobOutput shared(Job job) {
        return rows.keptOutput(job.jobId).map(KeptOutput::asOutput).orElse(JobOutput.NONE);
    }
}
