package org.calque.messages.copies;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Calls a webhook of the caller once more with what it was called with before, taken or not.
///
/// Source: Calque's own addition to API v2, `copies/webhooks/redeliver`.
///
/// @param deliveryId the delivery
@Answers(Replies.Ok.class)
public record CopiesWebhooksRedeliver(String deliveryId) implements Request {}
