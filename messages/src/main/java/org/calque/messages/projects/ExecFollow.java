package org.calque.messages.projects;

import org.calque.messages.Request;
import org.calque.messages.Required;
import org.calque.messages.Unit;

/// The output of a job while it runs, as Server-Sent Events that can be taken up again from any byte. `Last-Event-ID`
/// is
/// stronger than `stdout` and `stderr`.
///
/// Source: Calque's own addition to API v2, `GET exec/follow`.
///
/// @param projectId the project
/// @param jobId     the job
/// @param stdout    the byte of its output to begin with; 0 when absent
/// @param stderr    the same for its error output
/// @param encoding  `utf8`, which is meant when it is absent, or `base64`
public record ExecFollow(
        @Required String projectId,
        @Required String jobId,
        @Unit("bytes") Long stdout,
        @Unit("bytes") Long stderr,
        String encoding)
        implements Request {}
