package org.calque.messages.bridge;

import org.calque.messages.Request;

/// Notes that the caller is active in a project and, with a path, that it uses that file. Nothing is started.
///
/// Source: the bridge, `db.touch`.
///
/// @param projectId the project
/// @param path      a file of it
/// @param action    what is done to the file: `edit`, which is the default, `open` or `chat`
public record DbTouch(String projectId, String path, String action) implements Request {
    public DbTouch {
        action = action == null ? "edit" : action;
    }
}
