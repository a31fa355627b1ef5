package org.calque.messages.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells what accounts are called and how they look.
///
/// Source: API v2, `accounts/get-names`.
///
/// @param accountIds their ids
public record AccountsGetNames(List<String> accountIds) implements Request {
    /// @param names by id; an account that is not there is called `Deleted User`
    public record Names(Map<UUID, Name> names) implements Reply {}

    /// @param profile colour and picture; absent when the account has none
    public record Name(String firstName, String lastName, JsonNode profile) {}
}
