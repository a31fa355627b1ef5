package org.calque.messages.query;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// What a query finds, and then what changes of it, as Server-Sent Events.
///
/// Source: Calque's own addition to API v2, `GET user-query/changes`.
///
/// @param query   as JSON: an object with one table
/// @param options as JSON: a list of options, such as limit and order_by
public record UserQueryChanges(@Required JsonNode query, JsonNode options) implements Request {}
