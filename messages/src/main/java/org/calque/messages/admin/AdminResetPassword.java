package org.calque.messages.admin;

import java.time.Instant;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Makes a link with which somebody sets the password of an account anew, once. For administrators only, who pass it on
/// to the owner; the present password works until then.
///
/// Source: API v2, `admin/reset-password`.
///
/// @param accountId whose password
public record AdminResetPassword(String accountId) implements Request {
    /// @param link    shown this once
    /// @param expires when it stops to work
    public record Link(String link, Instant expires) implements Reply {
        @Override
        public String toString() {
            return "link";
        }
    }
}
