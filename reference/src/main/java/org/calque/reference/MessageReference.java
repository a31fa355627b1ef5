package org.calque.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.calque.messages.Json;
import org.calque.reference.Operation.Face;

/// The messages of API v1 in the form in which its clients have always found them: names, documentation and examples
/// by event. Under `bridge` stands the same of the functions of the bridge, by endpoint and name.
final class MessageReference {
    static final String RESOURCE = "/reference/messages.json";

    private final Reference reference;

    MessageReference(Reference reference) {
        this.reference = reference;
    }

    ObjectNode write() {
        var root = JsonNodeFactory.instance.objectNode();
        var names = root.putObject("api_messages");
        var documentation = root.putObject("documentation");
        var examples = root.putObject("examples");
        for (var event : reference.of(Face.V1)) {
            names.put(event.name(), event.owner() != null);
            document(documentation.putObject(event.name()), event);
            var calls = examples.putArray(event.name());
            event.examples().forEach(it -> calls.addArray().add(it.request()).add(it.reply()));
        }
        var bridge = root.putObject("bridge");
        reference.of(Face.BRIDGE).forEach(it -> function(bridge, it));
        return root;
    }

    private static void function(ObjectNode bridge, Operation function) {
        var endpoint = function.path().substring(function.path().lastIndexOf('/') + 1);
        var node = bridge.withObjectProperty(endpoint).putObject(function.name());
        node.put("offered", function.owner() != null);
        document(node, function);
        node.put("arguments", function.takes());
        var calls = node.putArray("examples");
        function.examples().forEach(it -> calls.addArray().add(it.request()).add(it.reply()));
    }

    private static void document(ObjectNode node, Operation event) {
        node.put("description", event.meaning());
        node.put("key", event.keyNeeded() ? "needed" : "may be blank");
        node.put("scope", event.scope().wireName());
        fields(node.putObject("fields"), event.fields());
        var replies = node.putObject("replies");
        for (var answer : event.answers()) {
            var reply = replies.putObject(answer.event() == null ? answer.name() : answer.event());
            reply.put("description", answer.meaning());
            if (answer.bare() == null) {
                fields(reply.putObject("fields"), answer.fields());
            } else {
                reply.put("type", answer.bare().words());
            }
        }
        ArrayNode errors = node.putArray("errors");
        event.refusals().forEach(errors::add);
    }

    private static void fields(ObjectNode node, List<FieldInfo> fields) {
        for (var field : fields) {
            var entry = node.putObject(field.name()).put("type", field.type().words());
            entry.put("description", field.meaning());
            entry.put("required", field.required());
            if (field.unit() != null) {
                entry.put("unit", field.unit());
            }
            if (field.standard() != null) {
                entry.set("default", field.standard());
            }
            if (field.bounds() != null) {
                entry.set("limits", Json.MAPPER.valueToTree(field.bounds()));
            }
        }
    }
}
