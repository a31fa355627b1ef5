package org.calque.messages.billing;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// A reply of an older revision; declared as an event, answered by nobody.
///
/// Source: API v1, `stripe_plans`.
///
/// @param plans the plans
@Answers()
public record StripePlans(@Required JsonNode plans) implements Request {}
