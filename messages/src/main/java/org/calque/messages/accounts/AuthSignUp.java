package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Makes an account as a person does, and signs in unless an administrator's key made the call.
///
/// Source: API v2, `auth/sign-up`.
///
/// @param email             taken in lower case
/// @param password          8 to 64 characters, not easy to guess
/// @param firstName         `Anonymous` when absent
/// @param lastName          made up when absent
/// @param terms             must be true
/// @param registrationToken where the site asks for one
/// @param tags              accepted
/// @param signupReason      what for
/// @param publicPathId      accepted
/// @param reCaptchaToken    accepted
public record AuthSignUp(
        String email,
        String password,
        @JsonProperty("firstName") String firstName,
        @JsonProperty("lastName") String lastName,
        Boolean terms,
        @JsonProperty("registrationToken") String registrationToken,
        JsonNode tags,
        @JsonProperty("signupReason") String signupReason,
        @JsonProperty("publicPathId") String publicPathId,
        @JsonProperty("reCaptchaToken") String reCaptchaToken)
        implements Request {

    @Override
    public String toString() {
        return "auth/sign-up";
    }
    /// @param accountId the new account
    public record SignedUp(UUID accountId) implements Reply {}

    /// Nothing was made.
    ///
    /// @param issues what is wrong, by field: terms, email, password, registrationToken, api
    public record Issues(Map<String, String> issues) implements Reply {}
}
