package org.calque.projects.exec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.projects.runtime.ExecRequest;
import org.calque.projects.runtime.ExecTexts;
import org.calque.projects.runtime.JobEnd;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A command that nobody waits for: the truth about it. Only its output is kept elsewhere.
@Entity
@Table(name = "jobs")
class Job {
    static final String RUNNING = "running";
    static final String COMPLETED = "completed";
    static final String ERROR = "error";

    @Id
    UUID jobId;

    UUID projectId;

    @Column(columnDefinition = "text")
    String requestedBy;

    /// The service that runs it and has its output.
    @Column(columnDefinition = "text")
    String node;

    /// Where that service is reached; null for jobs of an earlier version.
    @Column(columnDefinition = "text")
    String address;

    /// Since when nobody is there, while it runs by this row.
    Instant orphanedAt;

    @Column(columnDefinition = "text")
    String command;

    @JdbcTypeCode(SqlTypes.JSON)
    String args;

    @Column(columnDefinition = "text")
    String path;

    boolean bash;
    boolean errOnExit;
    int maxOutput;
    boolean stdin;

    @Column(columnDefinition = "text")
    String status;

    Instant startedAt;
    Instant finishedAt;
    Instant lastAccess;
    Integer pid;

    /// The program's own, whatever clients are shown.
    Integer exitCode;

    /// What clients are shown in place of its stderr.
    @Column(columnDefinition = "text")
    String failure;

    /// The service that runs a job.
    record Node(String name, String address) {}

    static Job of(UUID projectId, ExecRequest request, boolean stdin, Caller caller, Node node, Instant now) {
        var job = new Job();
        job.jobId = UUID.randomUUID();
        job.projectId = projectId;
        job.requestedBy = caller.id().toString();
        job.node = node.name();
        job.address = node.address();
        job.command = request.command();
        job.args = json(request.args());
        job.path = request.path();
        job.bash = request.bash();
        job.errOnExit = request.errOnExit();
        job.maxOutput = request.maxOutput();
        job.stdin = stdin;
        job.status = RUNNING;
        job.startedAt = now;
        job.lastAccess = now;
        return job;
    }

    boolean isRunning() {
        return status.equals(RUNNING);
    }

    /// Whether clients are shown the job as one that failed.
    boolean hasFailed() {
        return status.equals(ERROR);
    }

    Double elapsedSeconds() {
        return finishedAt == null ? null : Math.max(0, finishedAt.toEpochMilli() - startedAt.toEpochMilli()) / 1000.0;
    }

    void end(JobEnd how) {
        finishedAt = how.at();
        switch (how) {
            case JobEnd.Exited(int code, var _) -> {
                exitCode = code;
                status = errOnExit && code != 0 ? ERROR : COMPLETED;
            }
            case JobEnd.TimedOut(String line, var _) -> fail("killed command '" + line + "'");
            case JobEnd.NeverRan(var why, var _) -> fail(ExecTexts.spawnError(request(), why));
            case JobEnd.Lost(String why, var _) -> fail(why);
        }
    }

    private void fail(String why) {
        status = ERROR;
        failure = why;
    }

    /// Without its variables: they may be secrets, so they are not kept.
    ExecRequest request() {
        return new ExecRequest(command, arguments(), path, bash, null, maxOutput, errOnExit, Map.of());
    }

    List<String> arguments() {
        try {
            return Json.MAPPER.readValue(args, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds JSON that is none", impossible);
        }
    }

    private static String json(List<String> texts) {
        try {
            return Json.MAPPER.writeValueAsString(texts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
