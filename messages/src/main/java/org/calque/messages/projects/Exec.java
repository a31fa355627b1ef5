package org.calque.messages.projects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// Runs a command or a script in a project, inside its sandbox.
///
/// Source: API v2, `exec`.
///
/// @param projectId       the project
/// @param command         a program, or a script for bash
/// @param args            arguments of the program
/// @param path            working directory, relative to the home folder or absolute
/// @param timeout         seconds until the whole process tree is killed; 60 when absent, 600 for a job
/// @param maxOutput       characters of stdout and of stderr to keep; 1 048 576 when absent for a job
/// @param bash            run `command` as a bash script
/// @param errOnExit       answer with an error when the exit code is not 0; default true
/// @param env             variables of the environment, added to the project's own
/// @param aggregate       calls with equal options and an equal or smaller value share one run
/// @param computeServerId accepted: there is one place to run
/// @param filesystem      accepted and without effect
/// @param asyncCall       answer at once with a job, which goes on whatever becomes of the caller and of the server
/// @param asyncGet        the job to tell about
/// @param asyncStats      with the statistics of the job
/// @param asyncAwait      answer when the job has ended
/// @param stdin           the job reads what `exec/stdin` sends it; without this its input is empty
public record Exec(
        String projectId,
        String command,
        List<String> args,
        String path,
        @Unit("seconds") Double timeout,
        @Unit("characters") Long maxOutput,
        Boolean bash,
        Boolean errOnExit,
        Map<String, String> env,
        JsonNode aggregate,
        JsonNode computeServerId,
        JsonNode filesystem,
        Boolean asyncCall,
        String asyncGet,
        Boolean asyncStats,
        Boolean asyncAwait,
        Boolean stdin)
        implements Request {
    private static final double SECONDS = 60;
    private static final double SECONDS_OF_A_JOB = 600;
    private static final long OUTPUT_OF_A_JOB = 1 << 20;

    public Exec {
        asyncCall = Boolean.TRUE.equals(asyncCall);
        maxOutput = maxOutput == null && asyncCall ? Long.valueOf(OUTPUT_OF_A_JOB) : maxOutput;
        path = path == null ? "" : path;
        timeout = timeout == null ? asyncCall ? SECONDS_OF_A_JOB : SECONDS : timeout;
        bash = Boolean.TRUE.equals(bash);
        errOnExit = errOnExit == null || errOnExit;
        env = env == null ? Map.of() : Map.copyOf(env);
    }

    /// How the command ended.
    ///
    /// @param type `blocking`
    public record Output(String type, String stdout, String stderr, int exitCode) implements Reply {}

    /// A job, as it is now.
    ///
    /// @param type     `async`
    /// @param status   `running`, `completed` or `error`
    /// @param start    when it began, in milliseconds since 1970
    /// @param pid      its process number inside the project; absent when it could not be started
    /// @param elapsedS seconds that it took; absent while it runs
    /// @param stats    memory and processor time, newest last; absent unless asked for
    public record Job(
            String type,
            UUID jobId,
            String status,
            @Unit("milliseconds since 1970") long start,
            Integer pid,
            String stdout,
            String stderr,
            int exitCode,
            @Unit("seconds") Double elapsedS,
            List<Sample> stats)
            implements Reply {}

    /// What a job used at one time.
    ///
    /// @param timestamp milliseconds since 1970
    /// @param memRss    memory in MiB
    /// @param cpuPct    of one processor, since the sample before
    /// @param cpuSecs   processor time
    public record Sample(
            @Unit("milliseconds since 1970") long timestamp,
            @Unit("MiB") double memRss,
            @Unit("percent") double cpuPct,
            @Unit("seconds") double cpuSecs) {}
}
