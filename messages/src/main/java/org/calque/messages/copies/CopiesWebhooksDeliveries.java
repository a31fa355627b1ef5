package org.calque.messages.copies;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists with what a webhook of the caller was called or is to be called, newest first.
///
/// Source: Calque's own addition to API v2, `copies/webhooks/deliveries`.
///
/// @param webhookId the webhook
/// @param limit     how many; default 100
public record CopiesWebhooksDeliveries(
        String webhookId, @Allowed(from = 1, to = 1000) Long limit) implements Request {
    public CopiesWebhooksDeliveries {
        limit = limit == null ? 100L : limit;
    }

    /// @param deliveryId the same with every call; its header `webhook-id`
    /// @param event      such as `copy.finished`
    /// @param attempts   how often it was called since it was last asked for
    /// @param delivered  when it was taken; absent until then
    /// @param nextTry    when it is called next; absent when it is not
    /// @param status     with which HTTP status the last call was answered; absent when it was not
    /// @param error      why the last call was in vain
    public record Item(
            String deliveryId,
            String event,
            UUID copyId,
            Instant created,
            long attempts,
            Instant delivered,
            Instant nextTry,
            Integer status,
            String error) {}

    /// The deliveries.
    public record Listed(List<Item> deliveries) implements Reply {}
}
