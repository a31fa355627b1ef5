package org.calque.messages.bridge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// When somebody last used and edited a file of a project. The last time of each is kept, so each list has at most one.
///
/// Source: the bridge, `db.fileUseTimes`.
///
/// @param projectId       the project
/// @param path            the file
/// @param targetAccountId who; the caller when absent
/// @param limit           at most so many times
/// @param accessTimes     with the times of use; default true
/// @param editTimes       with the times of editing
public record DbFileUseTimes(
        String projectId,
        String path,
        String targetAccountId,
        @Allowed(from = 0) Long limit,
        Boolean accessTimes,
        Boolean editTimes)
        implements Request {
    public DbFileUseTimes {
        accessTimes = accessTimes == null || accessTimes;
        editTimes = editTimes != null && editTimes;
    }

    /// Times in milliseconds since 1970, newest first.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Times(UUID targetAccountId, List<Long> accessTimes, List<Long> editTimes) implements Reply {}
}
