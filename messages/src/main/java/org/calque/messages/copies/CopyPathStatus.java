package org.calque.messages.copies;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells how one copy stands, or lists the copies of a project.
///
/// Source: API v1, `copy_path_status`.
///
/// @param copyPathId      one copy
/// @param srcProjectId    copies out of this project
/// @param targetProjectId copies into this project
/// @param srcPath         only copies of exactly this path
/// @param limit           rows of a list; default 1000
/// @param offset          rows of a list to skip; default 0
/// @param pending         list copies that have not ended; default true; else those that have
/// @param failed          list copies that ended with an error; default false; goes before `pending`
public record CopyPathStatus(
        String copyPathId,
        String srcProjectId,
        String targetProjectId,
        String srcPath,

        @Allowed(from = 0, to = CopyPathStatus.MOST_ROWS, refusedByHandler = true)
        Long limit,

        @Allowed(from = 0, to = CopyPathStatus.MOST_SKIPPED, refusedByHandler = true)
        Long offset,

        JsonNode pending,
        JsonNode failed)
        implements Request {
    /// That are told at once.
    public static final int MOST_ROWS = 1000;

    /// Before the first that is told.
    public static final int MOST_SKIPPED = 100_000;

    public CopyPathStatus {
        limit = limit == null ? 1000 : limit;
        offset = offset == null ? 0 : offset;
    }

    /// @param data one row, a list of rows, or a sentence
    @JsonTypeName("copy_path_status_response")
    public record Status(Object data) implements Reply {}

    /// How one copy stands. It succeeded when `finished` is set and `error` is null; nulls are written, but for those
    /// of
    /// the last three columns, which are Calque's own.
    ///
    /// @param attempts    how often it was tried, when it had to be tried again because of what may pass
    /// @param nextAttempt when it is tried again
    /// @param progress    how far it is while it runs
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Row(
            UUID copyPathId,
            Instant time,
            UUID sourceProjectId,
            String sourcePath,
            UUID targetProjectId,
            String targetPath,
            Boolean overwriteNewer,
            Boolean deleteMissing,
            Boolean backup,
            Instant started,
            Instant finished,
            Instant scheduled,
            String error,
            List<String> exclude,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer attempts,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant nextAttempt,
            @JsonInclude(JsonInclude.Include.NON_NULL) Progress progress) {}

    /// How far a copy is; noted every few seconds.
    ///
    /// @param bytes   that were copied, without what the target had before
    /// @param files   that were copied
    /// @param percent of what was found in the source by then; there may be more. Absent when nobody has counted
    public record Progress(
            long bytes,
            long files,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer percent) {}
}
