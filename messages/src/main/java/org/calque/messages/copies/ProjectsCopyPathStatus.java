package org.calque.messages.copies;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.copies.CopyPathStatus.Progress;

/// Tells how a copy stands, for people of its target project.
///
/// Source: API v2, `projects/copy-path-status`.
///
/// @param copyId the copy
public record ProjectsCopyPathStatus(String copyId) implements Request {

    /// It succeeded when `finished` is set and `copyError` is null; nulls are written, but for those of the last three,
    /// which are Calque's own.
    ///
    /// @param attempts    how often it was tried, when it had to be tried again because of what may pass
    /// @param nextAttempt when it is tried again
    /// @param progress    how far it is while it runs
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Standing(
            Instant started,
            Instant finished,
            String copyError,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer attempts,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant nextAttempt,
            @JsonInclude(JsonInclude.Include.NON_NULL) Progress progress)
            implements Reply {}
}
