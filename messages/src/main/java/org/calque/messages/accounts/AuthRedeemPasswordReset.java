package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Sets a new password by the secret of a mailed link, ends all sessions of the account and signs in.
///
/// Source: API v2, `auth/redeem-password-reset`.
///
/// @param password        8 to 64 characters, not easy to guess
/// @param passwordResetId the secret of the link; works once
public record AuthRedeemPasswordReset(
        String password, @JsonProperty("passwordResetId") String passwordResetId) implements Request {
    @Override
    public String toString() {
        return "auth/redeem-password-reset";
    }

    /// @param accountId whose password it is
    public record SignedIn(UUID accountId) implements Reply {}
}
