package org.calque.messages.bridge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// What a running project uses; `{}` for one that is at rest.
///
/// Source: the bridge, `projects.status`.
///
/// @param projectId the project
public record ProjectsStatus(String projectId) implements Request {
    /// @param startTs when it was started, in milliseconds since 1970
    /// @param version of the functions that it has
    /// @param diskMb  space that its home took when it was last counted, in MB; absent before, and where it is not
    ///                limited
    /// @param memory  what its processes hold; absent where the system does not say
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Status(
            Long startTs,
            Integer version,
            @JsonProperty("disk_MB") Double diskMb,
            Memory memory) implements Reply {
        public static final Status AT_REST = new Status(null, null, null, null);
    }

    /// In kB, as `/proc` counts it.
    ///
    /// @param rss what is in memory
    /// @param pss the same, what is shared counted by its share
    /// @param uss what no other process shares
    public record Memory(long rss, long pss, long uss) {}
}
