package org.calque.messages.gateway;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Asks whether the server is there; answered with its time. Needs no key, but a key that is given must be valid.
///
/// Source: API v1, `ping`.
public record Ping() implements Request {
    /// The answer.
    ///
    /// @param now the server's time
    @JsonTypeName("pong")
    public record Pong(Instant now) implements Reply {}
}
