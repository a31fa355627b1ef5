package org.calque.projects.exec;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.calque.messages.projects.Exec;
import org.calque.projects.ReplyMemory;
import org.calque.projects.runtime.JobOutput;
import org.calque.projects.runtime.JobOutput.Stream;

/// Jobs as clients see them.
@ApplicationScoped
class JobViews {
    private final Jobs jobs;
    private final ReplyMemory memory;

    JobViews(Jobs jobs, ReplyMemory memory) {
        this.jobs = jobs;
        this.memory = memory;
    }

    /// As it has just been started.
    Exec.Job begun(Job job) {
        return view(job, Job.RUNNING, "", "", 0, null, null);
    }

    /// As it is now.
    Exec.Job now(Job job, boolean withStats) {
        try {
            var output = jobs.output(job);
            var stats = withStats ? samples(output) : null;
            var stdout = job.hasFailed() ? "" : output.text(Stream.STDOUT, job.maxOutput);
            var stderr = job.failure != null ? job.failure : output.text(Stream.STDERR, job.maxOutput);
            memory.take(ReplyMemory.inJson(stdout) + ReplyMemory.inJson(stderr));
            return view(job, job.status, stdout, stderr, shownExitCode(job), job.elapsedSeconds(), stats);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All but its output.
    Exec.Job bare(Job job) {
        return view(
                job,
                job.status,
                null,
                job.failure,
                job.exitCode == null ? shownExitCode(job) : job.exitCode,
                job.elapsedSeconds(),
                null);
    }

    private static int shownExitCode(Job job) {
        return job.hasFailed() ? 1 : job.exitCode == null ? 0 : job.exitCode;
    }

    private static List<Exec.Sample> samples(JobOutput output) throws IOException {
        return output.stats().stream()
                .map(it -> new Exec.Sample(it.timestamp(), it.memRss(), it.cpuPct(), it.cpuSecs()))
                .toList();
    }

    private static Exec.Job view(
            Job job,
            String status,
            String stdout,
            String stderr,
            int exitCode,
            Double elapsed,
            List<Exec.Sample> stats) {
        return new Exec.Job(
                "async",
                job.jobId,
                status,
                job.startedAt.toEpochMilli(),
                job.pid,
                stdout,
                stderr,
                exitCode,
                elapsed,
                stats);
    }
}
