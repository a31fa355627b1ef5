package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Makes an account without name and address that ends by itself, and signs in as it.
///
/// Source: API v2, `auth/ephemeral`.
///
/// @param registrationToken one that is configured for such accounts and says how long they live
public record AuthEphemeral(
        @JsonProperty("registrationToken") String registrationToken) implements Request {
    @Override
    public String toString() {
        return "auth/ephemeral";
    }

    /// @param accountId the new account
    public record SignedUp(UUID accountId) implements Reply {}
}
