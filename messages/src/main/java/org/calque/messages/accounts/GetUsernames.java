package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Tells what accounts are called.
///
/// Source: API v1, `get_usernames`.
///
/// @param accountIds their ids
public record GetUsernames(@Required List<String> accountIds) implements Request {
    /// @param usernames by id; empty for an account that is not there
    @JsonTypeName("usernames")
    public record Usernames(Map<UUID, Name> usernames) implements Reply {}

    /// What one account is called.
    public record Name(String firstName, String lastName) {}
}
