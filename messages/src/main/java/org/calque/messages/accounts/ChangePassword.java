package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Map;
import java.util.Objects;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Changes the caller's own password, whatever account is named. Other sessions and all sign-in tokens of the account
/// end; API keys stay.
///
/// Source: API v1, `change_password`.
///
/// @param accountId   asked for and without effect
/// @param oldPassword the present password; may be left out where there is none
/// @param newPassword 6 to 64 characters
public record ChangePassword(
        @Required String accountId,
        String oldPassword,
        @Required String newPassword) implements Request {
    public ChangePassword {
        oldPassword = Objects.requireNonNullElse(oldPassword, "");
    }

    @Override
    public String toString() {
        return "change_password";
    }

    /// @param error absent when the password was changed; else a text, or an object that names the option
    @JsonTypeName("changed_password")
    public record Changed(Object error) implements Reply {
        /// The option is at fault.
        public static Changed wrong(String option, String text) {
            return new Changed(Map.of(option, text));
        }
    }
}
