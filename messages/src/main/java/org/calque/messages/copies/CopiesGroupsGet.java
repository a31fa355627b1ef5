package org.calque.messages.copies;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells how the copies of a group stand, target by target in the order in which they were given. Only who made the
/// group
/// is told.
///
/// Source: Calque's own addition to API v2.
///
/// @param groupId       the group
/// @param state         only targets in this state
/// @param limit         targets of the list; default 1000
/// @param offset        targets of the list to skip; default 0
/// @param waitUntilDone answer when no copy of the group waits or runs any more, or when nobody waits longer; default
/// false
public record CopiesGroupsGet(
        String groupId,
        @Allowed(oneOf = CopiesGroupsGet.State.class) String state,
        @Allowed(from = 0, to = 1000) Long limit,
        @Allowed(from = 0, to = 100_000) Long offset,
        Boolean waitUntilDone)
        implements Request {
    public CopiesGroupsGet {
        limit = limit == null ? 1000 : limit;
        offset = offset == null ? 0 : offset;
        waitUntilDone = Boolean.TRUE.equals(waitUntilDone);
    }

    /// How the copy to a target stands.
    public enum State {
        /// For its time or its turn.
        WAITING,
        RUNNING,
        SUCCEEDED,
        /// Its error says why; `copies/groups/retry` tries it again.
        FAILED,
        /// The caller may not write to the target; there is no copy.
        REFUSED,
        /// The copy was deleted.
        DELETED;

        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// @param counts  how many targets are in which state, of the whole group; each state is named
    /// @param targets as many as were asked for
    public record Group(
            UUID groupId,
            Instant time,
            UUID srcProjectId,
            String path,
            Map<String, Integer> counts,
            List<Target> targets)
            implements Reply {}

    /// @param copyId the newest copy to the target; null when it was refused
    /// @param error  why there is no copy or it failed; null when neither is so
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Target(
            UUID targetProjectId, String state, UUID copyId, String error, Instant started, Instant finished) {}
}
