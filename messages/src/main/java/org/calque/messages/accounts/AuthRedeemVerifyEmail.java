package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Shows by the secret of a mailed link that an address belongs to its account.
///
/// Source: API v2, `auth/redeem-verify-email`.
///
/// @param emailAddress the address
/// @param token        the secret of the link
@Answers(Replies.Empty.class)
public record AuthRedeemVerifyEmail(String emailAddress, String token) implements Request {
    @Override
    public String toString() {
        return "auth/redeem-verify-email";
    }
}
