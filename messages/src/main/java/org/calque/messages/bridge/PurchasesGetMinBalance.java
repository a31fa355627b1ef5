package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Down to which balance the caller's account may spend, as a bare number of US dollars. Nobody has credit here: it is
/// 0.
///
/// Source: the bridge, `purchases.getMinBalance`.
@Answers(Double.class)
public record PurchasesGetMinBalance() implements Request {}
