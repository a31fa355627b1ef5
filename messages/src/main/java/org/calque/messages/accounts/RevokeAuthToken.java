package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Ends a token that `user_auth` made. One that is unknown counts as ended.
///
/// Source: API v1, `revoke_auth_token`.
///
/// @param authToken the token
@Answers(Replies.Success.class)
public record RevokeAuthToken(@Required String authToken) implements Request {
    @Override
    public String toString() {
        return "revoke_auth_token";
    }
}
