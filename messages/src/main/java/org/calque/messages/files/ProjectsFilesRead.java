package org.calque.messages.files;

import org.calque.messages.Request;
import org.calque.messages.Required;

/// The bytes of a file. `Range` asks for a part, `If-None-Match` only for what has changed.
///
/// Source: Calque's own addition to API v2, `GET projects/files/content`.
///
/// @param projectId the project
/// @param path      the file, relative to the home folder or absolute
public record ProjectsFilesRead(
        @Required String projectId, @Required String path) implements Request {}
