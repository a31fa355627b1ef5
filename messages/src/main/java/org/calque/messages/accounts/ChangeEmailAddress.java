package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Objects;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Changes the caller's own e-mail address, whatever account is named.
///
/// Source: API v1, `change_email_address`.
///
/// @param accountId       asked for and without effect
/// @param oldEmailAddress accepted and without effect
/// @param newEmailAddress kept in lower case
/// @param password        the present password; the account gets it when it has none
public record ChangeEmailAddress(
        @Required String accountId,
        String oldEmailAddress,
        @Required String newEmailAddress,
        String password) implements Request {
    public ChangeEmailAddress {
        password = Objects.requireNonNullElse(password, "");
    }

    @Override
    public String toString() {
        return "change_email_address";
    }

    /// The account has the new address.
    @JsonTypeName("changed_email_address")
    public record Changed() implements Reply {}
}
