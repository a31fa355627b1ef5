package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Changes the e-mail address of the caller's account.
///
/// Source: API v2, `accounts/set-email-address`.
///
/// @param emailAddress kept in lower case
/// @param password     the present password, at least 8 characters; the account gets it when it has none
@Answers(Replies.StatusSuccess.class)
public record AccountsSetEmailAddress(String emailAddress, String password) implements Request {
    @Override
    public String toString() {
        return "accounts/set-email-address";
    }
}
