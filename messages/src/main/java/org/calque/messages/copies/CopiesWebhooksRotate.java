package org.calque.messages.copies;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Gives a webhook of the caller a new secret, which is shown once. For a day, calls are signed with the old one, too.
///
/// Source: Calque's own addition to API v2, `copies/webhooks/rotate`.
///
/// @param webhookId the webhook
@Answers(CopiesWebhooksCreate.Shown.class)
public record CopiesWebhooksRotate(String webhookId) implements Request {}
