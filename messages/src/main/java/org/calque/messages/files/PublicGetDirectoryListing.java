package org.calque.messages.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;
import org.calque.messages.Unit;

/// Lists a folder that a project has published. A blank key may ask.
///
/// Source: API v1, `public_get_directory_listing`.
///
/// @param projectId the project
/// @param path      the folder, inside a public path
/// @param hidden    whether names that begin with a dot are listed
/// @param time      whether the newest come first, instead of by name
/// @param start     how many entries to pass over
/// @param limit     how many entries to answer with; all when negative
public record PublicGetDirectoryListing(
        @Required String projectId, @Required String path, Boolean hidden, Boolean time, Long start, Long limit)
        implements Request {
    public PublicGetDirectoryListing {
        hidden = hidden != null && hidden;
        time = time != null && time;
        start = start == null ? 0 : start;
        limit = limit == null ? -1 : limit;
    }

    @JsonTypeName("public_directory_listing")
    public record Listed(Result result) implements Reply {}

    public record Result(List<Item> files) {}

    /// @param mtime when the content last changed, in seconds since 1970
    /// @param isDir true for folders, absent for all else
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String name,
            long size,
            @Unit("seconds since 1970") long mtime,
            @JsonProperty("isdir") Boolean isDir) {}
}
