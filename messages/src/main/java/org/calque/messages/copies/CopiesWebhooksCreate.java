package org.calque.messages.copies;

import java.util.List;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Has an address called with what becomes of the copies of the caller, from now on. Each call is signed.
///
/// Source: Calque's own addition to API v2, `copies/webhooks/create`.
///
/// @param url       where to: `http` or `https`, on the public internet
/// @param events    what of: `copy.requested`, `copy.queued`, `copy.started`, `copy.postponed`, `copy.finished`,
///                  `copy.failed`, `copy.cancelled`, `copy.deleted`; all when absent
/// @param projectId only of copies from or to this project; of all when absent
public record CopiesWebhooksCreate(String url, List<String> events, String projectId) implements Request {
    public CopiesWebhooksCreate {
        events = events == null ? List.of() : List.copyOf(events);
    }

    /// A secret that is shown once.
    ///
    /// @param secret calls are signed with it
    public record Shown(UUID webhookId, String secret) implements Reply {
        @Override
        public String toString() {
            return "Shown[webhookId=" + webhookId + "]";
        }
    }
}
