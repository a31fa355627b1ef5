package org.calque.messages.billing;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Changes a subscription.
///
/// Source: API v1, `stripe_update_subscription`.
///
/// @param subscriptionId the subscription
/// @param quantity       how many
/// @param projects       projects it applies to
/// @param plan           the plan
/// @param couponId       a coupon
@Answers()
public record StripeUpdateSubscription(
        @Required String subscriptionId, Long quantity, JsonNode projects, String plan, String couponId)
        implements Request {}
