package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Shows the public profile of an account, or without an id the caller's own.
///
/// Source: API v2, `accounts/profile`.
///
/// @param accountId whose; the caller's own when absent
/// @param noCache   accepted and without effect
public record AccountsProfile(
        String accountId, @JsonProperty("noCache") Boolean noCache) implements Request {
    /// @param profile fields of the profile; empty for nobody
    public record Profile(Map<String, Object> profile) implements Reply {}
}
