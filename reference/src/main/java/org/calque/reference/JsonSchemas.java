package org.calque.reference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.calque.messages.Bounds;

/// Fields and their types as JSON Schema.
final class JsonSchemas {
    private JsonSchemas() {}

    static ObjectNode object(String meaning, List<FieldInfo> fields, boolean inReply) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        if (!meaning.isBlank()) {
            schema.put("description", meaning);
        }
        var properties = schema.putObject("properties");
        fields.forEach(it -> properties.set(it.name(), of(it, inReply)));
        require(
                schema,
                fields.stream().filter(FieldInfo::required).map(FieldInfo::name).toList());
        return schema;
    }

    static void require(ObjectNode schema, List<String> names) {
        if (!names.isEmpty()) {
            var required = schema.putArray("required");
            names.forEach(required::add);
        }
    }

    static ObjectNode of(FieldInfo field, boolean inReply) {
        var schema = of(field.type());
        if (inReply && field.nullable()) {
            schema = orNull(schema);
        }
        if (field.bounds() != null) {
            bound(schema, field.bounds());
        }
        var words = field.meaning();
        if (field.unit() != null) {
            schema.put("x-unit", field.unit());
            words = words.contains(field.unit()) ? words : (words.isBlank() ? "" : words + "; ") + "in " + field.unit();
        }
        if (!words.isBlank()) {
            schema.put("description", words);
        }
        if (field.standard() != null) {
            schema.set("default", field.standard());
        }
        return schema;
    }

    private static void bound(ObjectNode schema, Bounds bounds) {
        if (bounds.minimum() != null) {
            schema.put("minimum", bounds.minimum());
        }
        if (bounds.maximum() != null) {
            schema.put("maximum", bounds.maximum());
        }
        if (bounds.maxLength() != null) {
            schema.put("maxLength", bounds.maxLength());
        }
        if (bounds.maxItems() != null) {
            schema.put("maxItems", bounds.maxItems());
        }
        if (bounds.values() != null) {
            bounds.values().forEach(schema.withArrayProperty("enum")::add);
        }
    }

    static ObjectNode of(FieldType type) {
        var schema = JsonNodeFactory.instance.objectNode();
        return switch (type.kind()) {
            case TEXT -> schema.put("type", "string");
            case UUID -> schema.put("type", "string").put("format", "uuid");
            case TIME -> schema.put("type", "string").put("format", "date-time");
            case INTEGER -> schema.put("type", "integer").put("format", "int64");
            case NUMBER -> schema.put("type", "number");
            case FLAG -> schema.put("type", "boolean");
            case NOTHING -> schema.put("type", "null");
            case LIST -> schema.put("type", "array").set("items", type.gaps() ? orNull(of(type.of())) : of(type.of()));
            case MAP -> schema.put("type", "object").set("additionalProperties", of(type.of()));
            case PART -> ref(type.part());
            case ANY -> schema;
        };
    }

    static ObjectNode ref(String component) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + component);
    }

    /// A text that is always the same.
    static ObjectNode always(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("const", text);
    }

    static ObjectNode orNull(ObjectNode schema) {
        if (schema.path("type").isTextual()) {
            var type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        if (schema.isEmpty()) {
            return schema;
        }
        var either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }
}
