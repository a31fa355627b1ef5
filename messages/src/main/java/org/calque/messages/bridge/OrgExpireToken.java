package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Ends a token that signs a browser in. Whoever has it may end it.
///
/// Source: the function `org.expireToken` of the bridge.
///
/// @param token as it was made
@Answers(Void.class)
public record OrgExpireToken(String token) implements Request {
    @Override
    public String toString() {
        return "token to be ended";
    }
}
