package org.calque.messages.files;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Fetches a file from the web into a project.
///
/// Source: API v2, `projects/copy-url`.
///
/// @param projectId the project
/// @param url       `http://…`, `https://…`, or a path `github/<owner>/<repo>/blob/…`, `gist/…`, `url/<host>/…`
/// @param path      where to put it; the last part of the address when absent
public record ProjectsCopyUrl(String projectId, String url, String path) implements Request {
    /// What API v1 says of a written file, under `response`.
    public record Copied(Response response) implements Reply {}

    /// @param event `file_written_to_project`
    public record Response(String event, String id) {}
}
