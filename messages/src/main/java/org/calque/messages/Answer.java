package org.calque.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;

/// What a client of the bridge gets of the reply of an operation: always one bare JSON value.
public sealed interface Answer {
    /// The reply as it is.
    record Whole() implements Answer {}

    /// `null`: that it was carried out is all there is to say.
    record Nothing() implements Answer {}

    /// One field of the reply, without the others; `null` when it has none.
    record Field(String name) implements Answer {}

    /// The path of the address in one field of the reply, without the site that it leads to.
    record PathOf(String name) implements Answer {}

    /// An object of one field: the reply's, or the one that was given when the reply leaves it out.
    record Repeated(String name) implements Answer {}

    /// @param given the fields of the request
    default JsonNode of(Reply reply, ObjectNode given) {
        return switch (this) {
            case Whole() -> Json.MAPPER.valueToTree(reply);
            case Nothing() -> NullNode.instance;
            case Field(String name) -> orNull(Json.MAPPER.valueToTree(reply).get(name));
            case PathOf(String name) ->
                new TextNode(
                        URI.create(Json.MAPPER.valueToTree(reply).path(name).asText())
                                .getRawPath());
            case Repeated(String name) -> {
                var told = Json.MAPPER.valueToTree(reply).get(name);
                yield JsonNodeFactory.instance
                        .objectNode()
                        .set(name, orNull(told == null || told.isNull() ? given.get(name) : told));
            }
        };
    }

    private static JsonNode orNull(JsonNode value) {
        return value == null ? NullNode.instance : value;
    }
}
