package org.calque.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.calque.messages.Scope;
import org.calque.reference.Operation.Face;

/// The reference in the form of OpenAPI 3.1, for programs that make clients, tests and pages of it.
///
/// What it says of answers is in [ReplySchemas], what it says of the bridge in [BridgeCalls].
final class OpenApi {
    static final String RESOURCE = "/reference/openapi.json";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PROBLEM = "application/problem+json";
    private static final String PROBLEM_DETAILS = "ProblemDetails";

    private static final String INTRODUCTION = """
            A key goes in as the user name of HTTP Basic with an empty password, or as a bearer token; browsers that are \
            signed in have a cookie, which paths of API v2 accept.

            A failure is answered with status 200 and `error` in the body; what never reached a service has status 400. \
            With `Prefer: problem-details` the status tells the truth and the body is an RFC 9457 problem. Streams always \
            have true statuses.

            Numbers and flags may also be sent as text, as forms do. Times are UTC, as `2026-11-21T08:15:30.250Z`.""";

    private final Reference reference;
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final ObjectNode schemas = JsonNodeFactory.instance.objectNode();
    private final ReplySchemas replies;

    OpenApi(Reference reference) {
        this.reference = reference;
        this.replies = new ReplySchemas(reference, schemas);
    }

    ObjectNode write() {
        root.put("openapi", "3.1.0");
        root.putObject("info").put("title", "Calque").put("version", "1").put("description", INTRODUCTION);
        root.putArray("servers").addObject().put("url", "/");
        tags(root.putArray("tags"));
        var paths = root.putObject("paths");
        for (var operation : reference.operations()) {
            if (operation.face() != Face.BRIDGE) {
                var path = paths.withObjectProperty(operation.path());
                operation(path.putObject(operation.method().toLowerCase(Locale.ROOT)), operation);
            }
        }
        new BridgeCalls(reference, schemas).write(paths);
        components(root.putObject("components"));
        return root;
    }

    private void tags(ArrayNode tags) {
        reference.operations().stream()
                .map(OpenApi::tag)
                .distinct()
                .forEach(tag -> tags.addObject().put("name", tag));
    }

    /// Generators call a class after it.
    private static String tag(Operation operation) {
        var owner = operation.owner() == null ? "declared only" : operation.owner();
        return switch (operation.face()) {
            case V1 -> "V1 " + owner;
            case V2, STREAM -> "V2 " + owner;
            case BRIDGE -> BridgeCalls.TAG;
        };
    }

    private void operation(ObjectNode node, Operation operation) {
        node.put("operationId", operation.id());
        node.putArray("tags").add(tag(operation));
        node.put("summary", operation.summary());
        node.put("description", description(operation));
        node.put("x-calque-scope", operation.scope().wireName());
        security(node.putArray("security"), operation);
        if (operation.face() == Face.STREAM) {
            parameters(node.putArray("parameters"), operation);
            if (operation.method().equals("PUT")) {
                var body = node.putObject("requestBody").put("required", true);
                body.putObject("content")
                        .putObject("application/octet-stream")
                        .putObject("schema")
                        .put("type", "string")
                        .put("format", "binary");
            }
        } else {
            node.set("requestBody", body(operation));
        }
        responses(node.putObject("responses"), operation);
    }

    static String description(Operation operation) {
        var text = new StringBuilder(operation.meaning());
        text.append(
                switch (operation.scope()) {
                    case READ, WRITE, EXEC, ADMIN ->
                        "\n\nAn API key that has scopes needs `"
                                + operation.scope().wireName() + "`.";
                    case OWNER -> "\n\nNot for an API key that has limits.";
                    case OPEN, SELF -> "";
                });
        if (operation.owner() == null) {
            text.append("\n\nThe name is declared, and answered by nobody.");
        }
        if (!operation.refusals().isEmpty()) {
            text.append("\n\nRefused, for example, in these words:\n");
            operation.refusals().forEach(it -> text.append("\n- ").append(it.strip()));
        }
        return text.toString();
    }

    static void security(ArrayNode security, Operation operation) {
        security.addObject().putArray("basic");
        security.addObject().putArray("bearer");
        if (operation.face() != Face.V1) {
            security.addObject().putArray("session");
        }
        if (operation.scope() == Scope.OPEN && operation.face() != Face.V1) {
            security.addObject();
        }
    }

    private void parameters(ArrayNode parameters, Operation operation) {
        for (var field : operation.fields()) {
            var parameter = parameters.addObject().put("name", field.name()).put("in", "query");
            parameter.put("required", field.required());
            parameter.put("description", field.meaning());
            if (field.type().kind() == FieldType.Kind.ANY) {
                parameter.putObject("content").putObject(JSON).putObject("schema");
            } else {
                parameter.set("schema", JsonSchemas.of(field, false));
            }
        }
    }

    private ObjectNode body(Operation operation) {
        var name = camel(operation.id()) + "Request";
        var schema = JsonSchemas.object("", operation.fields(), false);
        if (operation.face() == Face.V1) {
            var properties = (ObjectNode) schema.get("properties");
            properties.set("event", JsonSchemas.always(operation.name()).put("description", "may be repeated here"));
            properties.putObject("id").put("description", "comes back unchanged in the reply");
            schema.put("additionalProperties", false);
        }
        schemas.set(name, schema);
        var body = JsonNodeFactory.instance.objectNode().put("required", schema.has("required"));
        var content = body.putObject("content");
        var json = content.putObject(JSON);
        json.set("schema", JsonSchemas.ref(name));
        examples(json, operation, true);
        content.putObject(FORM).set("schema", JsonSchemas.ref(name));
        return body;
    }

    private static void examples(ObjectNode media, Operation operation, boolean requests) {
        var examples = JsonNodeFactory.instance.objectNode();
        for (var example : operation.examples()) {
            if (requests || example.status() / 100 == 2) {
                examples.putObject("example" + (examples.size() + 1))
                        .put("summary", example.shows())
                        .set("value", requests ? example.request() : example.reply());
            }
        }
        if (!examples.isEmpty()) {
            media.set("examples", examples);
        }
    }

    private void responses(ObjectNode responses, Operation operation) {
        if (operation.face() == Face.STREAM) {
            streamResponses(responses, operation);
        } else {
            var answer = responses.putObject("200").put("description", "A reply, or why there is none.");
            var json = answer.putObject("content").putObject(JSON);
            json.set("schema", replies.of(operation, camel(operation.id()) + "Reply"));
            examples(json, operation, false);
            error(responses.putObject("400"), "The call never reached a service.");
        }
        error(
                responses.putObject("default"),
                operation.face() == Face.STREAM
                        ? "A refusal."
                        : "A refusal that always has its own status, or any when the client prefers problem details.");
    }

    private void streamResponses(ObjectNode responses, Operation operation) {
        var done = responses.putObject("200").put("description", "What was asked for.");
        var content = done.putObject("content");
        switch (operation.content()) {
            case JSON -> {
                var json = content.putObject(JSON);
                json.set("schema", replies.of(operation, ""));
                examples(json, operation, false);
                responses.set("201", done.deepCopy().put("description", "The same, for what was not there before."));
            }
            case BYTES -> {
                content.putObject("*/*")
                        .putObject("schema")
                        .put("type", "string")
                        .put("format", "binary");
                responses.set("206", done.deepCopy().put("description", "The part that was asked for."));
                responses.putObject("304").put("description", "Nothing has changed.");
            }
            case EVENTS -> {
                var events = content.putObject("text/event-stream");
                events.putObject("schema").put("type", "string");
                operation.examples().stream()
                        .filter(Operation.Example::succeeds)
                        .findFirst()
                        .ifPresent(it -> events.put("example", asSent(it.reply())));
                responses.putObject("204").put("description", "The stream is over; there is nothing to take up.");
            }
        }
        error(responses.putObject("414"), "The address is longer than 16 384 characters.");
    }

    /// Events as they travel.
    private static String asSent(JsonNode events) {
        var text = new StringBuilder();
        events.forEach(it -> text.append("event: ")
                .append(it.path("event").asText())
                .append("\ndata: ")
                .append(it.path("data"))
                .append("\n\n"));
        return text.toString();
    }

    static void error(ObjectNode response, String description) {
        var content = response.put("description", description).putObject("content");
        content.putObject(JSON).set("schema", JsonSchemas.ref(ReplySchemas.REFUSAL));
        content.putObject(PROBLEM).set("schema", JsonSchemas.ref(PROBLEM_DETAILS));
    }

    private void components(ObjectNode components) {
        for (var part : reference.parts()) {
            schemas.set(part.name(), JsonSchemas.object(part.meaning(), part.fields(), true));
        }
        problemDetails();
        components.set("schemas", schemas);
        var schemes = components.putObject("securitySchemes");
        schemes.putObject("basic")
                .put("type", "http")
                .put("scheme", "basic")
                .put("description", "The API key as the user name, without a password.");
        schemes.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "The API key as the token.");
        schemes.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "remember_me")
                .put("description", "A browser that is signed in. Where there is one, no other key is looked at.");
    }

    private void problemDetails() {
        var problem = schemas.putObject(PROBLEM_DETAILS).put("type", "object").put("description", "RFC 9457.");
        var properties = problem.putObject("properties");
        for (var name : List.of("type", "title", "detail", "instance")) {
            properties.putObject(name).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        problem.putArray("required").add("status").add("detail");
    }

    static String camel(String id) {
        return Arrays.stream(id.split("_"))
                .filter(it -> !it.isEmpty())
                .map(it -> Character.toUpperCase(it.charAt(0)) + it.substring(1))
                .collect(Collectors.joining());
    }
}
