package org.calque.messages.accounts;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Mails a link by which the owner of an address sets a new password.
///
/// Source: API v2, `auth/password-reset`.
///
/// @param email the address of the account
public record AuthPasswordReset(String email) implements Request {
    /// @param success a sentence that says so
    public record Sent(String success) implements Reply {}
}
