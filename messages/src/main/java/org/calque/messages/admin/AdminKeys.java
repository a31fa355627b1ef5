package org.calque.messages.admin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists the API keys that an account has made, also those of projects, or deletes one. For administrators only.
///
/// Source: API v2, `admin/keys`.
///
/// @param action    `get`, which is meant when it is absent, `delete`, or `delete-legacy` for the key of the older form
/// @param accountId whose keys; to `delete` one, its id is enough
/// @param id        the key to delete
@Answers(Replies.StatusSuccess.class)
public record AdminKeys(String action, String accountId, Long id) implements Request {
    /// @param keys             newest first
    /// @param legacyKeyCreated when the key of the older form was made; absent when there is none
    public record Listed(List<Key> keys, Instant legacyKeyCreated) implements Reply {}

    /// One key, without its secret.
    ///
    /// @param projectId the project that it acts as
    /// @param trunc     first three and last six characters of the secret
    public record Key(
            long id,
            UUID accountId,
            UUID projectId,
            String name,
            String trunc,
            Instant created,
            Instant expire,
            Instant lastActive) {}
}
