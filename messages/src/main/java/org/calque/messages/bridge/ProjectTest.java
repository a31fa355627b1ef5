package org.calque.messages.bridge;

import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells a client which project it reaches.
///
/// Source: the bridge, `system.test` of a project.
///
/// @param projectId the project
public record ProjectTest(String projectId) implements Request {
    /// @param serverTime in milliseconds since 1970
    public record Tested(UUID projectId, long serverTime) implements Reply {}
}
