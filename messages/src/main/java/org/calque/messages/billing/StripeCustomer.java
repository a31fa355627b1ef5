package org.calque.messages.billing;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// The reply of `stripe_get_customer`; declared as an event, answered by nobody.
///
/// Source: API v1, `stripe_customer`.
///
/// @param customer             the customer
/// @param stripePublishableKey key for browsers
@Answers()
public record StripeCustomer(JsonNode customer, String stripePublishableKey) implements Request {}
