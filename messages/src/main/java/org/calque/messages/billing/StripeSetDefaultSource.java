package org.calque.messages.billing;

import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Makes one means of payment the default.
///
/// Source: API v1, `stripe_set_default_source`.
///
/// @param cardId the card
@Answers()
public record StripeSetDefaultSource(@Required String cardId) implements Request {}
