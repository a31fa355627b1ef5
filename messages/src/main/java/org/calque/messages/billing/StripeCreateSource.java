package org.calque.messages.billing;

import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Adds a means of payment, and makes the customer when there is none.
///
/// Source: API v1, `stripe_create_source`.
///
/// @param token token of the card
@Answers()
public record StripeCreateSource(@Required String token) implements Request {
    @Override
    public String toString() {
        return "stripe_create_source";
    }
}
