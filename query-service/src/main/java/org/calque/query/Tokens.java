package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.UUID;
import org.calque.messages.Json;

/// What `{account_id}`, as a value or a key, and the value `{now}` stand for.
///
/// @param accountId the caller's account; null for nobody, whose token stays as it is
record Tokens(UUID accountId, Instant now) {
    private static final String ACCOUNT_ID = "{account_id}";
    private static final String NOW = "{now}";

    ObjectNode substituted(ObjectNode fields) {
        return hasToken(fields) ? (ObjectNode) substitute(fields) : fields;
    }

    private boolean hasToken(JsonNode node) {
        if (node.isTextual()) {
            return isToken(node.textValue());
        }
        for (var field : node.properties()) {
            if (isToken(field.getKey()) || hasToken(field.getValue())) {
                return true;
            }
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                if (hasToken(item)) {
                    return true;
                }
            }
        }
        return false;
    }

    private JsonNode substitute(JsonNode node) {
        if (node.isTextual()) {
            return NOW.equals(node.textValue())
                    ? TextNode.valueOf(Json.TIME.format(now))
                    : TextNode.valueOf(key(node.textValue()));
        }
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> object.set(key(field.getKey()), substitute(field.getValue())));
            return object;
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(item -> array.add(substitute(item)));
            return array;
        }
        return node;
    }

    private String key(String text) {
        return ACCOUNT_ID.equals(text) && accountId != null ? accountId.toString() : text;
    }

    private static boolean isToken(String text) {
        return ACCOUNT_ID.equals(text) || NOW.equals(text);
    }
}
