package org.calque.messages.copies;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Deletes a webhook of the caller, and what it was to be called with.
///
/// Source: Calque's own addition to API v2, `copies/webhooks/delete`.
///
/// @param webhookId the webhook
@Answers(Replies.Ok.class)
public record CopiesWebhooksDelete(String webhookId) implements Request {}
