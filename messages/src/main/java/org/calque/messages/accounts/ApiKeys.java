package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists, makes, changes or deletes API keys of the caller, or of a project that the caller works on.
///
/// Source: API v2, `api-keys`.
///
/// @param action    `get`, `create`, `edit` or `delete`
/// @param projectId keys of this project instead of the account
/// @param name      a name for the key, at most 128 characters
/// @param expire    when it stops to work: a time, or null for never
/// @param id        the key that is meant
public record ApiKeys(String action, String projectId, String name, JsonNode expire, Long id) implements Request {
    /// @param response keys, newest first; absent after `edit` and `delete`
    public record Response(List<Key> response) implements Reply {}

    /// One key. Its secret is shown once, when it is made.
    ///
    /// @param trunc first three and last six characters of the secret
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Key(
            long id,
            UUID accountId,
            @JsonInclude(JsonInclude.Include.NON_NULL) UUID projectId,
            Instant expire,
            Instant created,
            String name,
            String trunc,
            Instant lastActive,
            @JsonInclude(JsonInclude.Include.NON_NULL) String secret) {
        @Override
        public String toString() {
            return "key " + id;
        }
    }
}
