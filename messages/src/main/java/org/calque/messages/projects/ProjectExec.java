package org.calque.messages.projects;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;
import org.calque.messages.Unit;

/// Runs a command or a script in a project, inside its sandbox, and waits for it to end.
///
/// Source: API v1, `project_exec`.
///
/// @param projectId the project
/// @param path      working directory, relative to the home folder or absolute; the home folder when absent
/// @param command   a program, or a script for bash
/// @param args      arguments of the program; none when absent
/// @param timeout   seconds until the whole process tree is killed; 10 when absent, 0 for the longest that the server
/// allows
/// @param aggregate calls with equal options and an equal or smaller value share one run
/// @param maxOutput characters of stdout and of stderr to keep
/// @param bash      run `command` as a bash script; implied by white space in it when there are no arguments
/// @param errOnExit answer with an error when the exit code is not 0; default true
public record ProjectExec(
        @Required String projectId,
        String path,
        @Required String command,
        List<String> args,
        @Unit("seconds") Double timeout,
        JsonNode aggregate,
        @Unit("characters") Long maxOutput,
        Boolean bash,
        Boolean errOnExit)
        implements Request {
    public ProjectExec {
        path = path == null ? "" : path;
        args = args == null ? List.of() : List.copyOf(args);
        timeout = timeout == null ? 10.0 : timeout;
        bash = Boolean.TRUE.equals(bash);
        errOnExit = errOnExit == null || errOnExit;
    }

    /// How the command ended.
    ///
    /// @param type always `blocking` in API v1
    @JsonTypeName("project_exec_output")
    public record Output(String type, String stdout, String stderr, int exitCode) implements Reply {}
}
