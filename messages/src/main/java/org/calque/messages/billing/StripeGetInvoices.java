package org.calque.messages.billing;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists the caller's invoices.
///
/// Source: API v1, `stripe_get_invoices`.
///
/// @param limit         how many at most
/// @param endingBefore  cursor
/// @param startingAfter cursor
@Answers()
public record StripeGetInvoices(Long limit, String endingBefore, String startingAfter) implements Request {}
