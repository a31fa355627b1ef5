package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells the e-mail address of an account to administrators and partners of the site.
///
/// Source: API v2, `accounts/get-email-address`.
///
/// @param accountId the account
@Answers(Replies.Empty.class)
public record AccountsGetEmailAddress(String accountId) implements Request {
    /// @param emailAddress absent when the account is unknown or has none
    public record Address(String emailAddress) implements Reply {}
}
