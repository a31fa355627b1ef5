package org.calque.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.calque.messages.Json;
import org.calque.messages.Tool;
import org.calque.messages.Tool.Behind;
import org.calque.messages.Tool.Effect;

/// The tools as assistants are told of them: names, words, schemas of what they take, and what a call may do. Types,
/// defaults and most words are those of the operations behind them.
public final class ToolList {
    static final String RESOURCE = "/reference/tools.json";

    private final Reference reference;

    ToolList(Reference reference) {
        this.reference = reference;
    }

    /// As it was written into the jar when Calque was built, in the order of the table.
    public static ArrayNode built() {
        try (var json = ToolList.class.getResourceAsStream(RESOURCE)) {
            return (ArrayNode) Json.MAPPER.readTree(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    ArrayNode write() {
        var tools = JsonNodeFactory.instance.arrayNode();
        for (var tool : Tool.values()) {
            var node = tools.addObject();
            node.put("name", tool.wireName());
            node.put("title", tool.title());
            node.put("description", tool.description());
            node.set("inputSchema", input(tool));
            node.set("annotations", annotations(tool));
        }
        return tools;
    }

    private ObjectNode input(Tool tool) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (var parameter : tool.parameters()) {
            properties.set(parameter, JsonSchemas.of(field(tool, parameter), false));
            if (tool.requires(parameter)) {
                required.add(parameter);
            }
        }
        return schema.put("additionalProperties", false);
    }

    /// The field of the operation, in the words of the tool where it has some. A default that the operation would tell
    /// beside them might be another than the tool's.
    private FieldInfo field(Tool tool, String parameter) {
        var behind = fieldBehind(tool, parameter);
        var type = behind.type().kind() == FieldType.Kind.ANY ? FieldType.of(tool.kind(parameter)) : behind.type();
        var ownWords = tool.meaning(parameter);
        return new FieldInfo(
                parameter,
                type,
                tool.requires(parameter),
                false,
                behind.unit(),
                ownWords.isPresent() ? null : behind.standard(),
                ownWords.orElse(behind.meaning()),
                behind.bounds());
    }

    private FieldInfo fieldBehind(Tool tool, String parameter) {
        var operation = switch (tool.behind()) {
            case Behind.OfEvent(var event) -> operation(Operation.Face.V1, event.wireName());
            case Behind.OfRoute(var route) -> operation(Operation.Face.V2, route.path());
            case Behind.TheGateway() -> Optional.<Operation>empty();
        };
        return operation.stream()
                .flatMap(it -> it.fields().stream())
                .filter(it -> it.name().equals(tool.field(parameter)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the operation behind " + tool.wireName() + " takes no " + tool.field(parameter)));
    }

    private Optional<Operation> operation(Operation.Face face, String name) {
        return reference.of(face).stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private static ObjectNode annotations(Tool tool) {
        var effects = tool.effects();
        var readOnly = effects.contains(Effect.NONE);
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", tool.title())
                .put("readOnlyHint", readOnly)
                .put("destructiveHint", effects.contains(Effect.DESTRUCTIVE))
                .put("idempotentHint", readOnly || effects.contains(Effect.REPEATABLE))
                .put("openWorldHint", effects.contains(Effect.OUTSIDE));
    }
}
