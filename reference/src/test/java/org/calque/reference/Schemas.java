package org.calque.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The schemas of an OpenAPI document, closed: nothing may be there that they do not describe.
public final class Schemas {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private final JsonNode document;
    private final ObjectNode components;
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    /// One of them.
    public record Schema(JsonSchema schema) {
        /// What of this value does not fit, in words.
        public List<String> misfits(JsonNode value) {
            return schema.validate(value).stream()
                    .map(ValidationMessage::getMessage)
                    .sorted()
                    .toList();
        }
    }

    public Schemas(JsonNode document) {
        this.document = document;
        this.components = document.get("components").deepCopy();
        for (var schema : components.get("schemas")) {
            if (schema.has("properties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        }
    }

    /// The schema that stands at this JSON pointer.
    public Schema at(String pointer) {
        return known.computeIfAbsent(pointer, it -> {
            var schema = document.at(it);
            if (schema.isMissingNode()) {
                throw new IllegalArgumentException("there is no schema at " + it);
            }
            ObjectNode whole = schema.deepCopy();
            whole.set("components", components);
            return new Schema(FACTORY.getSchema(whole));
        });
    }
}
