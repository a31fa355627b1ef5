package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Mails a link by which the owner of an address sets a new password.
///
/// Source: API v1, `forgot_password`.
///
/// @param emailAddress the address of the account
public record ForgotPassword(@Required String emailAddress) implements Request {
    /// @param error `false`, or why no mail was sent
    @JsonTypeName("forgot_password_response")
    public record Response(Object error) implements Reply {}
}
