package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells whether the caller's account has a password.
///
/// Source: API v2, `auth/has-password`.
public record AuthHasPassword() implements Request {
    public record Answer(@JsonProperty("hasPassword") boolean hasPassword) implements Reply {}
}
