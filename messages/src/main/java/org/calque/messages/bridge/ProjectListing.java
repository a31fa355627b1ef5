package org.calque.messages.bridge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists a folder of a project, by name. The answer is a bare list of [Item].
///
/// Source: the bridge, `system.listing` of a project.
///
/// @param projectId the project
/// @param path      the folder, relative to the home folder or absolute
/// @param hidden    whether names that begin with a dot are listed
@Answers(value = ProjectListing.Item.class, listed = true)
public record ProjectListing(String projectId, String path, Boolean hidden) implements Request {
    /// A file, folder or link.
    ///
    /// @param isDir      true for folders and for links to one; absent for all else
    /// @param isSymlink  true for links; absent for all else
    /// @param linkTarget where a link points to, as it is written in it
    /// @param mtime      when the content last changed, in seconds since 1970
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String name,
            @JsonProperty("isdir") Boolean isDir,
            @JsonProperty("issymlink") Boolean isSymlink,
            String linkTarget,
            long size,
            double mtime) {}
}
