package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Deletes an account: the caller's own, or any for a site administrator. Its sessions, keys and tokens end and its
/// e-mail address is free again; projects keep their members. An account that is gone already counts as deleted.
///
/// Source: API v1, `delete_account`.
///
/// @param accountId the account
public record DeleteAccount(@Required String accountId) implements Request {
    /// The account is not there any longer.
    @JsonTypeName("account_deleted")
    public record Deleted() implements Reply {}
}
