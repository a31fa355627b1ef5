package org.calque.messages.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Buys a licence.
///
/// Source: API v1, `purchase_license`.
///
/// @param info what is wanted
@Answers()
public record PurchaseLicense(@Required ObjectNode info) implements Request {}
