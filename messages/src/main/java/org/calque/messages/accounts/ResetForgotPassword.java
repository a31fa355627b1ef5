package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Sets a new password by the secret of a mailed link.
///
/// Source: API v1, `reset_forgot_password`.
///
/// @param resetCode   the secret of the link; works once
/// @param newPassword 6 to 64 characters
public record ResetForgotPassword(
        @Required String resetCode, @Required String newPassword) implements Request {
    @Override
    public String toString() {
        return "reset_forgot_password";
    }

    /// @param error `false`, or why the password stays as it was
    @JsonTypeName("reset_forgot_password_response")
    public record Response(Object error) implements Reply {}
}
