package org.calque.messages.billing;

import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Removes a means of payment.
///
/// Source: API v1, `stripe_delete_source`.
///
/// @param cardId the card
@Answers()
public record StripeDeleteSource(@Required String cardId) implements Request {}
