package org.calque.messages.bridge;

import org.calque.messages.Allowed;
import org.calque.messages.Request;

/// Notes that the caller is active in a project and, with a path, that it uses that file. Nothing is started.
///
/// Source: the bridge, `db.touch`.
///
/// @param projectId the project
/// @param path      a file of it
/// @param action    what is done to the file
public record DbTouch(
        String projectId,
        @Allowed(longest = 4096) String path,
        @Allowed(values = {"edit", "open", "chat"}) String action)
        implements Request {
    public DbTouch {
        action = action == null ? "edit" : action;
    }
}
