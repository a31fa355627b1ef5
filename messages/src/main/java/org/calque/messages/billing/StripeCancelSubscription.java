package org.calque.messages.billing;

import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Cancels a subscription.
///
/// Source: API v1, `stripe_cancel_subscription`.
///
/// @param subscriptionId the subscription
/// @param atPeriodEnd    let the paid period end first; default true
@Answers()
public record StripeCancelSubscription(@Required String subscriptionId, Boolean atPeriodEnd) implements Request {}
