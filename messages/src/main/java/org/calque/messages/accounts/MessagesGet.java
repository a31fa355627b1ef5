package org.calque.messages.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists messages that the caller has received or written, the newest first. What the caller has deleted for good is
/// left out.
///
/// Source: API v2, `messages/get`, and the function `messages.get` of the bridge.
///
/// @param limit  at most so many of them; 100 when absent
/// @param offset leaves out so many of the newest; 0 when absent
/// @param type   `received` when absent; `sent` with the caller's drafts; `new` for those that are neither read nor
///               saved nor deleted; `starred` or `liked` by the caller
/// @param cutoff only what was sent after this time: ISO, or milliseconds since 1970
public record MessagesGet(
        @Allowed(from = 0, to = 500) Integer limit,
        @Allowed(from = 0, to = Integer.MAX_VALUE) Integer offset,

        @Allowed(values = {"received", "sent", "new", "starred", "liked"})
        String type,

        JsonNode cutoff)
        implements Request {
    /// @param messages the newest first
    public record Found(String status, List<Message> messages) implements Reply {
        public Found(List<Message> messages) {
            this("success", messages);
        }
    }

    /// One message, with what the caller did with it.
    ///
    /// @param sent     absent for a draft
    /// @param threadId the message that the conversation began with; absent for that one
    public record Message(
            int id,
            UUID fromId,
            List<UUID> toIds,
            String subject,
            String body,
            Instant sent,
            Integer threadId,
            boolean read,
            boolean saved,
            boolean starred,
            boolean liked,
            boolean deleted) {
        @Override
        public String toString() {
            return "message " + id;
        }
    }
}
