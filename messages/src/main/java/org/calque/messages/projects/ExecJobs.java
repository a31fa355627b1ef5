package org.calque.messages.projects;

import java.util.List;
import java.util.UUID;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// The jobs of a project, newest first: those that run, and those that have ended within the last hour or so.
///
/// Source: Calque's own.
///
/// @param projectId the project
/// @param status    none but these

public record ExecJobs(
        String projectId,
        @Allowed(values = {"running", "completed", "error"}) String status) implements Request {
    public record Listed(List<Item> jobs) implements Reply {}

    /// @param start       when it began, in milliseconds since 1970
    /// @param stdoutBytes bytes of its output that are kept; `exec` and `exec/follow` answer with them
    /// @param stdin       whether `exec/stdin` may be used
    public record Item(
            UUID jobId,
            String status,
            String command,
            List<String> args,
            String path,
            @Unit("milliseconds since 1970") long start,
            Integer pid,
            Integer exitCode,
            Double elapsedS,
            @Unit("bytes") long stdoutBytes,
            long stderrBytes,
            boolean stdin) {}
}
