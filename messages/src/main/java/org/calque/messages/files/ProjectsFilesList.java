package org.calque.messages.files;

import java.util.List;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists a folder of a project, a page at a time.
///
/// Source: Calque's own addition to API v2, `projects/files/list`.
///
/// @param projectId  the project
/// @param path       the folder, relative to the home folder or absolute; the home folder when absent
/// @param hidden     whether names that begin with a dot are listed
/// @param sort       the order
/// @param descending whether the order is turned round
/// @param offset     how many entries to pass over, in the order asked for
/// @param limit      how many entries to answer with
public record ProjectsFilesList(
        String projectId,
        String path,
        Boolean hidden,
        @Allowed(values = {"name", "size", "mtime"}) String sort,
        Boolean descending,
        @Allowed(from = 0) Long offset,
        @Allowed(from = 0) Long limit)
        implements Request {
    public ProjectsFilesList {
        path = path == null ? "" : path;
        hidden = hidden != null && hidden;
        sort = sort == null ? "name" : sort;
        descending = descending != null && descending;
        offset = offset == null ? 0 : offset;
    }

    /// One page.
    ///
    /// @param path  the folder, absolute
    /// @param total entries that there are on all pages together
    public record Page(String path, long total, List<FileEntry> entries) implements Reply {}
}
