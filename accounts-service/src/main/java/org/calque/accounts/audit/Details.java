package org.calque.accounts.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.calque.kit.logging.Redaction;
import org.calque.messages.Json;

/// What an entry tells beside its columns. What has the look of a secret is masked, since it would stay for ever.
final class Details {
    private Details() {}

    static JsonNode of(Map<String, ?> details) {
        return masked(Json.MAPPER.valueToTree(details));
    }

    private static JsonNode masked(JsonNode node) {
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(it -> object.set(it.getKey(), masked(it.getValue())));
            return object;
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(it -> array.add(masked(it)));
            return array;
        }
        return node.isTextual()
                ? JsonNodeFactory.instance.textNode(
                        Redaction.mask(node.textValue().replace('\0', '\uFFFD')))
                : node;
    }
}
