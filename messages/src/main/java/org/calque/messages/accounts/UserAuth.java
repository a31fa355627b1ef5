package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Makes a token with which a browser can be signed in as an account, for products that sign in their own users.
///
/// Source: API v1, `user_auth`.
///
/// @param accountId the account to sign in as
/// @param password  that account's password; an administrator may leave it empty
public record UserAuth(@Required String accountId, @Required String password) implements Request {

    @Override
    public String toString() {
        return "user_auth for " + accountId;
    }
    /// @param authToken 24 characters, valid for twelve hours
    @JsonTypeName("user_auth_token")
    public record Token(String authToken) implements Reply {
        @Override
        public String toString() {
            return "user_auth_token";
        }
    }
}
