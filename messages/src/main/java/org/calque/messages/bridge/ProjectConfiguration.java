package org.calque.messages.bridge;

import java.time.Instant;
import java.util.Map;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// What can be used in a project, found out by looking for the programs in it.
///
/// Source: the bridge, `system.configuration` of a project.
///
/// @param projectId the project
/// @param aspect    what is asked about; `main` when absent
/// @param noCache   accepted: nothing is kept
public record ProjectConfiguration(
        String projectId, @Allowed(values = {"main", "x11"}) String aspect, Boolean noCache) implements Request {
    /// @param timestamp    when it was looked at
    /// @param capabilities by name, whether it is there; `homeDirectory` is the home folder as the project sees it
    public record Found(Instant timestamp, Map<String, Object> capabilities) implements Reply {}
}
