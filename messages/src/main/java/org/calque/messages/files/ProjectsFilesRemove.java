package org.calque.messages.files;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Removes a file, a link (not what it points to) or a folder.
///
/// Source: Calque's own addition to API v2, `projects/files/remove`.
///
/// @param projectId the project
/// @param path      relative to the home folder or absolute
/// @param recursive whether a folder goes with all that is in it; only an empty one goes otherwise
public record ProjectsFilesRemove(String projectId, String path, Boolean recursive) implements Request {
    public ProjectsFilesRemove {
        recursive = recursive != null && recursive;
    }

    /// @param removed how many files, links and folders are gone
    public record Removed(long removed) implements Reply {}
}
