package org.calque.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.calque.messages.Arguments;
import org.calque.messages.Face;
import org.calque.reference.Operation.Answer;

/// The bridge in OpenAPI: two paths. What is sent is one of many calls, told apart by `name`; each call says in
/// `x-calque-result` what it is answered with, for OpenAPI knows no answer that depends on the request.
final class BridgeCalls {
    static final String TAG = "Bridge";
    static final String RESULT = "x-calque-result";
    private static final String JSON = "application/json";

    private final Reference reference;
    private final ObjectNode components;

    BridgeCalls(Reference reference, ObjectNode components) {
        this.reference = reference;
        this.components = components;
    }

    void write(ObjectNode paths) {
        for (var face : Face.values()) {
            var path = "/api/conat/" + face.wireName();
            write(
                    paths.putObject(path).putObject("post"),
                    face,
                    reference.of(Operation.Face.BRIDGE).stream()
                            .filter(it -> it.path().equals(path))
                            .toList());
        }
    }

    private void write(ObjectNode node, Face face, List<Operation> functions) {
        node.put("operationId", "conat_" + face.wireName());
        node.putArray("tags").add(TAG);
        node.put("summary", "Calls a function of " + (face == Face.HUB ? "the site" : "a project"));
        node.put(
                "description",
                "Which functions there are, what they take and need: see the schemas of the request. The answer is the bare"
                        + " value that the function has come to, or an object with `error`; its status is 200 either way.");
        var security = node.putArray("security");
        security.addObject().putArray("basic");
        security.addObject().putArray("bearer");
        var request = node.putObject("requestBody").put("required", true);
        var sent = request.putObject("content").putObject(JSON);
        sent.set("schema", JsonSchemas.ref(anyCall(face, functions)));
        var sentExamples = sent.putObject("examples");
        var responses = node.putObject("responses");
        var answer = responses.putObject("200").put("description", "The value, or why there is none.");
        OpenApi.error(responses.putObject("400"), "The body could not be read.");
        OpenApi.error(responses.putObject("default"), "A refusal, when the client prefers problem details.");
        var answered = answer.putObject("content").putObject(JSON);
        answered.putObject("schema").put("description", "what " + RESULT + " of the call says, or a Refusal");
        var answerExamples = answered.putObject("examples");
        for (var function : functions) {
            function.examples().stream().findFirst().ifPresent(it -> {
                sentExamples
                        .putObject(function.name())
                        .put("summary", it.shows())
                        .set("value", it.request());
                answerExamples
                        .putObject(function.name())
                        .put("summary", it.shows())
                        .set("value", it.reply());
            });
        }
    }

    private String anyCall(Face face, List<Operation> functions) {
        var schema = JsonNodeFactory.instance.objectNode();
        var possible = schema.putArray("oneOf");
        var mapping =
                schema.putObject("discriminator").put("propertyName", "name").putObject("mapping");
        for (var function : functions) {
            var name = call(face, function);
            possible.add(JsonSchemas.ref(name));
            mapping.set(function.name(), JsonSchemas.ref(name).get("$ref"));
        }
        var name = OpenApi.camel("conat_" + face.wireName()) + "Call";
        components.set(name, schema);
        return name;
    }

    private String call(Face face, Operation function) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.put("description", OpenApi.description(function));
        schema.put("x-calque-scope", function.scope().wireName());
        var properties = schema.putObject("properties");
        properties.set("name", JsonSchemas.always(function.name()));
        properties.set("args", arguments(function));
        var timeout = properties.putObject("timeout");
        timeout.putArray("type").add("integer").add("null");
        timeout.put("description", "how many milliseconds to wait for the answer; what was begun goes on")
                .put("x-unit", "milliseconds")
                .put("default", 15_000);
        if (face == Face.PROJECT) {
            properties
                    .putObject("project_id")
                    .put("type", "string")
                    .put("description", "which project; a key of a project needs not say it");
        }
        JsonSchemas.require(schema, List.of("name"));
        schema.set(RESULT, result(function.answers()));
        var name = OpenApi.camel(function.id()) + "Call";
        components.set(name, schema);
        return name;
    }

    private ObjectNode arguments(Operation function) {
        var list = JsonNodeFactory.instance.objectNode();
        list.putArray("type").add("array").add("null");
        var fields = function.fields();
        if (fields.isEmpty()) {
            return list.put("description", "none are looked at").set("items", JsonNodeFactory.instance.objectNode());
        }
        if (function.form() == Arguments.Form.POSITIONS) {
            return positions(list, fields);
        }
        var object = JsonSchemas.object("", fields, false);
        var name = OpenApi.camel(function.id()) + "Arguments";
        components.set(name, function.form() == Arguments.Form.OBJECT ? object : inOpts(object));
        list.put("description", "one object");
        return list.set("items", JsonSchemas.orNull(JsonSchemas.ref(name)));
    }

    private static ObjectNode inOpts(ObjectNode fields) {
        var outer = JsonNodeFactory.instance.objectNode().put("type", "object");
        outer.putObject("properties").set("opts", fields);
        return outer;
    }

    private static ObjectNode positions(ObjectNode list, List<FieldInfo> fields) {
        list.put(
                "description",
                String.join(", ", fields.stream().map(FieldInfo::name).toList()));
        if (fields.size() == 1) {
            return list.set("items", JsonSchemas.orNull(JsonSchemas.of(fields.getFirst(), false)));
        }
        ArrayNode positions = list.putArray("prefixItems");
        fields.forEach(it -> positions.add(JsonSchemas.orNull(JsonSchemas.of(it, false))));
        return list;
    }

    private static ObjectNode result(List<Answer> answers) {
        if (answers.size() == 1) {
            return result(answers.getFirst());
        }
        var schema = JsonNodeFactory.instance.objectNode();
        if (!answers.isEmpty()) {
            var possible = schema.putArray("anyOf");
            answers.forEach(it -> possible.add(result(it)));
        }
        return schema;
    }

    private static ObjectNode result(Answer answer) {
        return answer.bare() == null
                ? JsonSchemas.object(answer.meaning(), answer.fields(), true)
                : JsonSchemas.of(answer.bare());
    }
}
