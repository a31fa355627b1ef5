package org.calque.messages;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

/// Replies that many events and routes share.
public final class Replies {
    private Replies() {}

    /// The plain acknowledgement of API v1.
    @JsonTypeName("success")
    public record Success() implements Reply {}

    /// `{}` in API v2.
    public record Empty() implements Reply {}

    /// `{"status":"ok"}` in API v2.
    public record Ok(String status) implements Reply {
        public Ok() {
            this("ok");
        }
    }

    /// `{"status":"success"}` in API v2.
    public record StatusSuccess(String status) implements Reply {
        public StatusSuccess() {
            this("success");
        }
    }

    /// A bare JSON value in API v2 that is the same for everybody, so that whoever gets it may keep it for a while.
    ///
    /// @param fresh for how long
    public record Shared(@JsonValue Object value, Duration fresh) implements Reply {}

    /// A bare JSON value in API v2: a list, a number, true, null.
    public record Bare(@JsonValue Object value) implements Reply {}
}
