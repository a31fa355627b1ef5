package org.calque.messages.files;

import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;
import org.calque.messages.Unit;

/// Unpacks the body, a tar archive, compressed by gzip or not, into a folder.
///
/// Source: Calque's own addition to API v2, `PUT projects/files/archive`.
///
/// @param projectId the project
/// @param path      the folder, relative to the home folder or absolute; the home folder when absent
public record ProjectsFilesUnpack(@Required String projectId, String path) implements Request {
    /// What the archive has brought.
    public record Unpacked(int entries, @Unit("bytes") long bytes) implements Reply {}
}
