package org.calque.messages.bridge;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Where the history of a file from before is kept. This server has none from before.
///
/// Source: the bridge, `db.getLegacyTimeTravelInfo`.
///
/// @param projectId the project
/// @param path      the file
public record DbGetLegacyTimeTravelInfo(String projectId, String path) implements Request {
    /// @param uuid empty: there is none
    public record Info(String uuid) implements Reply {}
}
