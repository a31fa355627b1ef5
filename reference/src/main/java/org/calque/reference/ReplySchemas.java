package org.calque.reference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.calque.reference.Operation.Answer;
import org.calque.reference.Reference.Part;

/// What calls are answered with, in a form that generators of clients make good types of.
///
/// A failure of API v1 and v2 has status 200. So a reply of API v1 is one of its messages, told apart by `event`. One
/// of
/// API v2 is an object that has either its fields or `error`; where the fields are not alike in all cases, the object
/// has them all and `else` says what belongs together. A bare list is a list, or an object with `error`.
final class ReplySchemas {
    static final String REFUSAL = "Refusal";
    static final String ERROR_MESSAGE = "ErrorMessage";
    private static final String ERROR = "error";
    private static final String EVENT = "event";

    private final ObjectNode components;
    private final Map<String, Part> parts;

    ReplySchemas(Reference reference, ObjectNode components) {
        this.components = components;
        this.parts = reference.parts().stream().collect(Collectors.toMap(Part::name, part -> part));
        components.set(REFUSAL, error("Why nothing was done."));
        var message = error("Why nothing was done, as a message of API v1.");
        components.set(ERROR_MESSAGE, asMessage(message, ERROR));
    }

    private static ObjectNode error(String meaning) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object").put("description", meaning);
        schema.putObject("properties").putObject(ERROR).put("type", "string");
        JsonSchemas.require(schema, List.of(ERROR));
        return schema;
    }

    /// @param name for the component, when it needs one
    ObjectNode of(Operation operation, String name) {
        return switch (operation.face()) {
            case V1 -> message(operation, name);
            case V2 -> orRefusal(operation, name);
            case STREAM -> plain(operation.answers().getFirst());
            case BRIDGE -> JsonNodeFactory.instance.objectNode();
        };
    }

    private ObjectNode message(Operation operation, String name) {
        var byEvent = operation.answers().stream()
                .collect(Collectors.groupingBy(Answer::event, LinkedHashMap::new, Collectors.toList()));
        if (byEvent.isEmpty()) {
            return JsonSchemas.ref(ERROR_MESSAGE);
        }
        var schema = JsonNodeFactory.instance.objectNode();
        var possible = schema.putArray("oneOf");
        var discriminator = schema.putObject("discriminator").put("propertyName", EVENT);
        var mapping = discriminator.putObject("mapping");
        byEvent.forEach((event, answers) -> {
            var one = "V1" + answers.getFirst().name();
            if (!components.has(one)) {
                components.set(one, asMessage(merged(answers), event));
            }
            possible.add(JsonSchemas.ref(one));
            mapping.put(event, JsonSchemas.ref(one).get("$ref").asText());
        });
        possible.add(JsonSchemas.ref(ERROR_MESSAGE));
        mapping.put(ERROR, JsonSchemas.ref(ERROR_MESSAGE).get("$ref").asText());
        components.set(name, schema);
        return JsonSchemas.ref(name);
    }

    private static ObjectNode asMessage(ObjectNode schema, String event) {
        schema.withArrayProperty("required").add(EVENT).add("id");
        var properties = (ObjectNode) schema.get("properties");
        properties.set(EVENT, JsonSchemas.always(event));
        properties.putObject("id").put("description", "that of the request, or a new UUID");
        return schema;
    }

    private ObjectNode orRefusal(Operation operation, String name) {
        var answers = operation.answers().stream().map(this::spelledOut).toList();
        if (answers.isEmpty()) {
            return JsonSchemas.ref(REFUSAL);
        }
        var bare = answers.getFirst().bare();
        if (bare != null && bare.kind() == FieldType.Kind.MAP) {
            return JsonSchemas.of(bare);
        }
        if (bare != null) {
            return bare(JsonSchemas.of(bare), bare.kind() == FieldType.Kind.LIST);
        }
        var schema = merged(answers);
        schema.withObjectProperty("properties")
                .putObject(ERROR)
                .put("type", "string")
                .put("description", "why nothing was done");
        var required = schema.remove("required");
        schema.putObject("if").putArray("required").add(ERROR);
        var otherwise = JsonNodeFactory.instance.objectNode();
        if (answers.size() > 1) {
            var possible = otherwise.putArray("anyOf");
            answers.forEach(it -> possible.add(JsonSchemas.object("", it.fields(), true)));
        } else if (required != null) {
            otherwise.set("required", required);
        }
        if (!otherwise.isEmpty()) {
            schema.set("else", otherwise);
        }
        components.set(name, schema);
        return JsonSchemas.ref(name);
    }

    /// Generators make a typed list of the first form; of what is no list they make any value.
    private static ObjectNode bare(ObjectNode value, boolean isList) {
        var schema = JsonNodeFactory.instance.objectNode();
        if (isList) {
            schema.setAll(value);
            schema.putArray("type").add("array").add("object");
        } else {
            schema.set("else", value);
        }
        schema.putObject("if").put("type", "object");
        schema.set("then", JsonSchemas.ref(REFUSAL));
        return schema;
    }

    /// A part that is answered bare, with its fields.
    private Answer spelledOut(Answer answer) {
        if (answer.bare() == null || answer.bare().part() == null) {
            return answer;
        }
        var part = parts.get(answer.bare().part());
        return new Answer(answer.name(), null, part.meaning(), part.fields(), null);
    }

    private ObjectNode plain(Answer answer) {
        if (answer.bare() != null) {
            return JsonSchemas.of(answer.bare());
        }
        if (!components.has(answer.name())) {
            components.set(answer.name(), JsonSchemas.object(answer.meaning(), answer.fields(), true));
        }
        return JsonSchemas.ref(answer.name());
    }

    /// An object with the fields of all of these; what is not of one type everywhere is of any.
    private static ObjectNode merged(List<Answer> answers) {
        var first = answers.getFirst();
        var fields = new LinkedHashMap<String, FieldInfo>();
        for (var answer : answers) {
            answer.fields().forEach(it -> fields.merge(it.name(), it, FieldInfo::or));
        }
        fields.replaceAll((name, field) -> answers.stream()
                        .allMatch(it -> it.fields().stream()
                                .anyMatch(each -> each.name().equals(name)))
                ? field
                : field.optional());
        return JsonSchemas.object(first.meaning(), List.copyOf(fields.values()), true);
    }
}
