package org.calque.messages.billing;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists the caller's subscriptions.
///
/// Source: API v1, `stripe_get_subscriptions`.
///
/// @param limit         how many at most
/// @param endingBefore  cursor
/// @param startingAfter cursor
@Answers()
public record StripeGetSubscriptions(Long limit, String endingBefore, String startingAfter) implements Request {}
