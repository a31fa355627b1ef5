package org.calque.messages.files;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells what is at a path of a project.
///
/// Source: Calque's own addition to API v2, `projects/files/stat`.
///
/// @param projectId the project
/// @param path      relative to the home folder or absolute; the home folder when absent
public record ProjectsFilesStat(String projectId, String path) implements Request {
    public ProjectsFilesStat {
        path = path == null ? "" : path;
    }

    /// What is there; a link is told as a link.
    public record Found(FileEntry entry) implements Reply {}
}
