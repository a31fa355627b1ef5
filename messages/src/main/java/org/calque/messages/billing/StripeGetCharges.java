package org.calque.messages.billing;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists the caller's charges.
///
/// Source: API v1, `stripe_get_charges`.
///
/// @param limit         how many at most
/// @param endingBefore  cursor
/// @param startingAfter cursor
@Answers()
public record StripeGetCharges(Long limit, String endingBefore, String startingAfter) implements Request {}
