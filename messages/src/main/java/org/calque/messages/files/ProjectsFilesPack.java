package org.calque.messages.files;

import org.calque.messages.Request;
import org.calque.messages.Required;

/// A folder with all that is in it, as a tar archive.
///
/// Source: Calque's own addition to API v2, `GET projects/files/archive`.
///
/// @param projectId the project
/// @param path      the folder, relative to the home folder or absolute; the home folder when absent
/// @param format    `tar`, which is meant when it is absent, or `tar.gz`
public record ProjectsFilesPack(@Required String projectId, String path, String format) implements Request {}
