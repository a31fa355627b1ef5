package org.calque.messages.bridge;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Asks whether the site, or a project, answers.
///
/// Source: the bridge, `system.ping`.
public record SystemPing() implements Request {
    /// @param now in milliseconds since 1970
    public record Now(long now) implements Reply {}
}
