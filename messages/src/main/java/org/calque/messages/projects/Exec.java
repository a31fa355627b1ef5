package org.calque.messages.projects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Runs a command or a script in a project, inside its sandbox.
///
/// Source: API v2, `exec`.
///
/// @param projectId       the project
/// @param command         a program, or a script for bash
/// @param args            arguments of the program
/// @param path            working directory, relative to the home folder or absolute
/// @param timeout         seconds until the whole process tree is killed; 60 when absent
/// @param maxOutput       characters of stdout and of stderr to keep
/// @param bash            run `command` as a bash script
/// @param errOnExit       answer with an error when the exit code is not 0; default true
/// @param env             variables of the environment, added to the project's own
/// @param aggregate       calls with equal options and an equal or smaller value share one run
/// @param computeServerId accepted: there is one place to run
/// @param filesystem      accepted and without effect
/// @param asyncCall       answer at once with a job
/// @param asyncGet        the job to tell about
/// @param asyncStats      with the statistics of the job
/// @param asyncAwait      answer when the job has ended
public record Exec(
        String projectId,
        String command,
        List<String> args,
        String path,
        Double timeout,
        Long maxOutput,
        Boolean bash,
        Boolean errOnExit,
        Map<String, String> env,
        JsonNode aggregate,
        JsonNode computeServerId,
        JsonNode filesystem,
        Boolean asyncCall,
        String asyncGet,
        Boolean asyncStats,
        Boolean asyncAwait)
        implements Request {
    public Exec {
        path = path == null ? "" : path;
        timeout = timeout == null ? 60.0 : timeout;
        bash = Boolean.TRUE.equals(bash);
        errOnExit = errOnExit == null || errOnExit;
        env = env == null ? Map.of() : Map.copyOf(env);
    }

    /// How the command ended.
    ///
    /// @param type `blocking`
    public record Output(String type, String stdout, String stderr, int exitCode) implements Reply {}
}
