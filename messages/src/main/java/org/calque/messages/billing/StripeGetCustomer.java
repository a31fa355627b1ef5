package org.calque.messages.billing;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Reads the caller's customer record at Stripe.
///
/// Source: API v1, `stripe_get_customer`.
@Answers()
public record StripeGetCustomer() implements Request {}
