package org.calque.messages.copies;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells how a copy stands, for people of its target project.
///
/// Source: API v2, `projects/copy-path-status`.
///
/// @param copyId the copy
public record ProjectsCopyPathStatus(String copyId) implements Request {

    /// It succeeded when `finished` is set and `copyError` is null; nulls are written.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Standing(Instant started, Instant finished, String copyError) implements Reply {}
}
