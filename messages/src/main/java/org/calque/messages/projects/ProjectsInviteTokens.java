package org.calque.messages.projects;

import java.time.Instant;
import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Manages the tokens by which accounts add themselves to a project. Clients that make up tokens of their own use the
/// table `project_invite_tokens` of the query language instead.
///
/// Source: an addition to API v2, `projects/invite-tokens`.
///
/// @param action     `get`, which is the default, `create` or `revoke`
/// @param projectId  the project
/// @param token      the token to revoke
/// @param expires    when a new token ends, as a time like `2026-11-21T08:15:30.250Z`; never when absent
/// @param usageLimit how many may come by a new token; no limit when absent
@Answers(Replies.Ok.class)
public record ProjectsInviteTokens(String action, String projectId, String token, String expires, Long usageLimit)
        implements Request {
    /// One token.
    ///
    /// @param counter how often it was used
    public record Item(String token, Instant created, Instant expires, Long usageLimit, long counter) {
        @Override
        public String toString() {
            return "Item[created=" + created + "]";
        }
    }

    /// @param tokens newest first; after `create` the new one alone
    public record Listed(List<Item> tokens) implements Reply {}

    @Override
    public String toString() {
        return "ProjectsInviteTokens[action=" + action + ", projectId=" + projectId + "]";
    }
}
