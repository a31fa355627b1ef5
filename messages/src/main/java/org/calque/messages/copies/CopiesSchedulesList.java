package org.calque.messages.copies;

import java.util.List;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists the schedules of the caller, newest first.
///
/// Source: Calque's own addition to API v2, `copies/schedules/list`.
///
/// @param projectId only those from or to this project
/// @param ended     also those that have ended, which are kept for a while; default false
public record CopiesSchedulesList(String projectId, Boolean ended) implements Request {
    public CopiesSchedulesList {
        ended = Boolean.TRUE.equals(ended);
    }

    /// The schedules.
    public record Listed(List<CopySchedule> schedules) implements Reply {}
}
