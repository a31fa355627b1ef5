package org.calque.messages.bridge;

import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells a client whose key it has.
///
/// Source: the bridge, `system.test` of the hub.
public record SystemTest() implements Request {
    /// @param accountId  whose key it is
    /// @param serverTime in milliseconds since 1970
    public record Tested(UUID accountId, long serverTime) implements Reply {}
}
