package org.calque.projects.exec;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.util.UUID;
import org.calque.projects.runtime.JobOutput;
import org.calque.projects.runtime.JobOutput.Stream;

/// The beginning of what an ended job has written, for replicas at which it did not run.
@Entity
@Table(name = "job_outputs")
class KeptOutput {
    @Id
    UUID jobId;

    byte[] stdout;
    byte[] stderr;
    long stdoutDropped;
    long stderrDropped;

    /// @param most bytes kept of each stream
    static KeptOutput of(UUID jobId, JobOutput output, int most) throws IOException {
        var kept = new KeptOutput();
        kept.jobId = jobId;
        kept.stdout = output.read(Stream.STDOUT, 0, most);
        kept.stderr = output.read(Stream.STDERR, 0, most);
        kept.stdoutDropped = dropped(output, Stream.STDOUT, kept.stdout);
        kept.stderrDropped = dropped(output, Stream.STDERR, kept.stderr);
        return kept;
    }

    private static long dropped(JobOutput output, Stream stream, byte[] kept) {
        return output.dropped(stream) + output.size(stream) - kept.length;
    }

    boolean isEmpty() {
        return stdout.length == 0 && stderr.length == 0 && stdoutDropped == 0 && stderrDropped == 0;
    }

    JobOutput asOutput() {
        return JobOutput.of(stdout, stderr, stdoutDropped, stderrDropped);
    }
}
