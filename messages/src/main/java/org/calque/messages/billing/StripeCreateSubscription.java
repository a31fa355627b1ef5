package org.calque.messages.billing;

import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Subscribes to a plan.
///
/// Source: API v1, `stripe_create_subscription`.
///
/// @param plan     the plan
/// @param quantity how many; 1 when absent
/// @param couponId a coupon
@Answers()
public record StripeCreateSubscription(@Required String plan, Long quantity, String couponId) implements Request {}
