package org.calque.messages.billing;

import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Reads a coupon and checks that the caller may use it.
///
/// Source: API v1, `stripe_get_coupon`.
///
/// @param couponId the coupon
@Answers()
public record StripeGetCoupon(@Required String couponId) implements Request {}
