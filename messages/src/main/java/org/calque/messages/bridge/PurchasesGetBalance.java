package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// What the caller's account has left to spend, as a bare number of US dollars. Nothing is sold here, so it is 0.
///
/// Source: the bridge, `purchases.getBalance`.
@Answers(Double.class)
public record PurchasesGetBalance() implements Request {}
