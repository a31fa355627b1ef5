package org.calque.messages.projects;

import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// Hands a job something to read, if it was started with `stdin`.
///
/// Source: Calque's own.
///
/// @param projectId the project
/// @param jobId     the job
/// @param data      text, or with `encoding` bytes
/// @param encoding  `utf8` (default) or `base64`
/// @param eof       nothing comes after this

public record ExecStdin(String projectId, String jobId, String data, String encoding, Boolean eof) implements Request {
    /// @param written bytes that there was room for; send the rest again when the job has read some
    public record Written(String status, @Unit("bytes") int written) implements Reply {}
}
