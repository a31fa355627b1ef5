package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Changes the password of the caller's account. Other sessions and all sign-in tokens of the account end; API keys
/// stay.
///
/// Source: API v2, `accounts/set-password`.
///
/// @param currentPassword may be empty where there is none
/// @param newPassword     8 to 64 characters, not easy to guess
@Answers(Replies.StatusSuccess.class)
public record AccountsSetPassword(
        @JsonProperty("currentPassword") String currentPassword,
        @JsonProperty("newPassword") String newPassword) implements Request {
    @Override
    public String toString() {
        return "accounts/set-password";
    }
}
