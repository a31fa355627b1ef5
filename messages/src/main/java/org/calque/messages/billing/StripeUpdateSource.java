package org.calque.messages.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Changes what is known of a means of payment.
///
/// Source: API v1, `stripe_update_source`.
///
/// @param cardId the card
/// @param info   what to change
@Answers()
public record StripeUpdateSource(
        @Required String cardId, @Required ObjectNode info) implements Request {}
