package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Random;
import java.util.UUID;

/// Makes values that fit a schema of the document.
final class Shapes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 4;

    private final JsonNode document;
    private final Random random;

    Shapes(JsonNode document, Random random) {
        this.document = document;
        this.random = random;
    }

    JsonNode fitting(JsonNode schema) {
        return fitting(schema, 0);
    }

    private JsonNode fitting(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            return fitting(document.at(schema.get("$ref").asText().substring(1)), depth);
        }
        for (var choice : new String[] {"anyOf", "oneOf", "enum"}) {
            if (schema.has(choice)) {
                var one =
                        schema.get(choice).get(random.nextInt(schema.get(choice).size()));
                return choice.equals("enum") ? one : fitting(one, depth);
            }
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        var type = schema.path("type").isArray() ? schema.get("type").get(0) : schema.path("type");
        return switch (type.asText()) {
            case "string" -> text(schema);
            case "integer" -> NODES.numberNode(random.nextInt(100));
            case "number" -> NODES.numberNode(random.nextInt(1000) / 8.0);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "array" -> list(schema, depth);
            case "object" -> object(schema, depth);
            default -> NODES.textNode("anything");
        };
    }

    private JsonNode text(JsonNode schema) {
        return NODES.textNode(
                switch (schema.path("format").asText()) {
                    case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
                    case "date-time" -> "2026-11-21T08:15:30.250Z";
                    default -> "text " + random.nextInt(10);
                });
    }

    private JsonNode list(JsonNode schema, int depth) {
        var list = NODES.arrayNode();
        for (int i = depth > DEEPEST ? 0 : random.nextInt(3); i > 0; i--) {
            list.add(fitting(schema.path("items"), depth + 1));
        }
        return list;
    }

    /// With all that is required, and half of the rest.
    private JsonNode object(JsonNode schema, int depth) {
        var object = NODES.objectNode();
        var required = schema.path("required").toString();
        schema.path("properties").properties().forEach(it -> {
            if (required.contains('"' + it.getKey() + '"') || depth <= DEEPEST && random.nextBoolean()) {
                object.set(it.getKey(), fitting(it.getValue(), depth + 1));
            }
        });
        return object;
    }
}
