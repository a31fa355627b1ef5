package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Gaps;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// Lists, makes, changes, rotates or deletes API keys of the caller, or of a project that the caller works on.
///
/// A key that has limits may rotate itself and nothing else here. Source: API v2, `api-keys`; the actions `rotate` and
/// `audit`, the limits and the overlap are additions to it.
///
/// @param action    `get`, `create`, `edit`, `delete`, `rotate` or `audit`
/// @param projectId keys of this project instead of the account
/// @param name      a name for the key, at most 128 characters
/// @param expire    when it stops to work: a time, or null for never
/// @param id        the key that is meant
/// @param scopes    calls that the key may make: `read`, `write`, `exec`, `admin`, or of one service, such as
///                  `projects:exec`; an empty list takes the limit away
/// @param projects  projects that the key may use; an empty list takes the limit away
/// @param networks  networks that the key may be used from; an empty list takes the limit away
/// @param overlap   for how many seconds a key that is rotated goes on working: 0 to 2592000; 3600 when absent
/// @param once      a text of the client's choice, at most 64 characters: `create` or `rotate` that comes again with
/// the
///                  same text makes no other key, but answers the first one without its secret
@Answers(Replies.Empty.class)
public record ApiKeys(
        String action,
        String projectId,
        String name,
        JsonNode expire,
        Long id,
        List<String> scopes,
        List<String> projects,
        List<String> networks,
        @Unit("seconds") Long overlap,
        String once)
        implements Request {
    /// @param response keys, newest first; absent after `edit` and `delete`
    public record Response(@Gaps List<Key> response) implements Reply {}

    /// What happened to one key, newest first.
    public record Trail(List<Deed> response) implements Reply {}

    /// One key. Its secret is shown once, when it is made.
    ///
    /// @param trunc     first three and last six characters of the secret
    /// @param scopes    absent when not limited, as `projects` and `networks`
    /// @param rotatedTo the key that has taken its place; absent when there is none
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
            @JsonInclude(JsonInclude.Include.NON_NULL) List<String> scopes,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<UUID> projects,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<String> networks,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer rotatedTo,
            @JsonInclude(JsonInclude.Include.NON_NULL) String secret) {
        @Override
        public String toString() {
            return "key " + id;
        }
    }

    /// One thing that was done with a key.
    ///
    /// @param what      `made`, `edited`, `rotated` or `deleted`
    /// @param accountId who did it; absent when a key of a project did
    /// @param address   where the client called from; absent when it is not known
    public record Deed(Instant time, String what, UUID accountId, String address) {}
}
