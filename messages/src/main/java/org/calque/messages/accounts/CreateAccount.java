package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Makes an account. The caller does not become its owner.
///
/// Source: API v1, `create_account`.
///
/// @param firstName     may be empty; refused when it looks like a link
/// @param lastName      may be empty; refused when it looks like a link
/// @param emailAddress  taken in lower case; without it the account is anonymous
/// @param password      6 to 64 characters; without it nobody can sign in by password
/// @param agreedToTerms must be true
/// @param token         registration token, where the site asks for one
/// @param getApiKey     when true-ish, the reply carries a fresh API key
/// @param usageIntent   what the account is for, in the words of its owner
public record CreateAccount(
        String firstName,
        String lastName,
        String emailAddress,
        String password,
        Boolean agreedToTerms,
        String token,
        JsonNode getApiKey,
        String usageIntent)
        implements Request {

    @Override
    public String toString() {
        return "create_account";
    }
    /// The account is there.
    ///
    /// @param apiKey only when asked for; shown this once
    @JsonTypeName("account_created")
    public record Created(UUID accountId, String apiKey) implements Reply {
        @Override
        public String toString() {
            return "account_created " + accountId;
        }
    }

    /// Nothing was made.
    ///
    /// @param reason what is wrong, by field
    @JsonTypeName("account_creation_failed")
    public record Failed(Map<String, String> reason) implements Reply {}
}
