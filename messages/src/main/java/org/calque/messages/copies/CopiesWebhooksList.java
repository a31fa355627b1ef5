package org.calque.messages.copies;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists the webhooks of the caller, oldest first, without their secrets.
///
/// Source: Calque's own addition to API v2, `copies/webhooks/list`.
public record CopiesWebhooksList() implements Request {
    /// @param events   what it is called with; absent for all
    /// @param disabled why it is not called any more; absent while it is
    public record Item(
            UUID webhookId, String url, List<String> events, UUID projectId, Instant created, String disabled) {}

    /// The webhooks.
    public record Listed(List<Item> webhooks) implements Reply {}
}
