package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One case of the contract, in a file `scenarios/v1/<event>/<case>.json`, `scenarios/v2/<path>/<case>.json` or
/// `scenarios/conat/<face>/<function>/<case>.json`, where the `name` of the function needs not stand in the request, or
/// `scenarios/streams/<path>/<method>/<case>.json`, with the request as the query and `text` or `base64` as its body:
///
/// ```json
/// {"shows": "a sentence", "caller": "ada", "request": {…}, "status": 200, "reply": {…}}
/// ```
///
/// `before` may hold calls that come first, each with `call`, `caller`, `request` and optionally `keep`: fields of its
/// reply to be named later. Instead of `caller`, `key` says with which API key is called; instead of `request`, `body`
/// and `content_type` say exactly what is sent. A step before that is a stream says its `method`. A stream of events is
/// read until as many have come as the reply lists, each with `event` and `data`; bytes are compared as text. Texts may
/// name
/// something of the [World] between double braces. In a reply, `{{any uuid}}`, `{{any time}}`, `{{any text}}`,
/// `{{any}}` and `{{text with …}}` stand for what differs from run to run; all else must be equal, to the last field.
record Scenario(String call, String name, ObjectNode file) {
    private static final Pattern NAMED = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    static Scenario read(Path root, Path file) {
        try {
            var version = root.relativize(file).getName(0).toString();
            var call = root.resolve(version).relativize(file.getParent()).toString();
            var name = file.getFileName().toString().replace(".json", "");
            var content = (ObjectNode) Client.JSON.readTree(Files.readString(file));
            if (version.equals("streams")) {
                var path = call.substring(0, call.lastIndexOf('/'));
                content.put("method", call.substring(path.length() + 1).toUpperCase(Locale.ROOT));
                return new Scenario("/api/v2/" + path, name, content);
            }
            if (!version.equals("conat")) {
                return new Scenario("/api/" + version + "/" + call, name, content);
            }
            var function = file.getParent().getFileName().toString();
            content.withObject("/request").put("name", function);
            var face = file.getParent().getParent().getFileName();
            return new Scenario("/api/conat/" + face, function + " " + name, content);
        } catch (IOException unreadable) {
            throw new IllegalStateException(file + " cannot be read", unreadable);
        }
    }

    String shows() {
        return file.path("shows").asText(name);
    }

    void run(World world) throws IOException {
        var names = new HashMap<>(world.names());
        for (JsonNode step : file.path("before")) {
            var answer = send(world, step.path("call").asText(), step, names);
            step.path("keep")
                    .properties()
                    .forEach(it -> names.put(
                            it.getKey(),
                            answer.json().at(it.getValue().asText()).asText()));
        }
        var answer = send(world, call, file, names);
        assertEquals(file.path("status").asInt(200), answer.status(), answer.body());
        assertMatches(named(file.path("reply"), names), answer.content(), "", answer.body());
    }

    private static Client.Reply send(World world, String path, JsonNode step, Map<String, String> names)
            throws IOException {
        var client = step.has("key")
                ? world.caller("no key").withKey(named(step.path("key"), names).asText())
                : world.caller(step.path("caller").asText());
        if (step.has("method")) {
            return stream(client, path, step, named(step.path("request"), names));
        }
        if (step.has("body")) {
            return client.post(
                    path,
                    step.path("content_type").asText(null),
                    named(step.path("body"), names).asText());
        }
        return client.post(
                path, "application/json", named(step.path("request"), names).toString());
    }

    private static Client.Reply stream(Client client, String path, JsonNode step, JsonNode query) throws IOException {
        return step.path("reply").isArray()
                ? client.events(path, query, step.path("reply").size())
                : client.stream(
                        step.path("method").asText(),
                        path,
                        query.toString(),
                        step.has("base64")
                                ? step.path("base64").binaryValue()
                                : step.path("text").asText().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode named(JsonNode node, Map<String, String> names) throws IOException {
        var text = NAMED.matcher(Client.JSON.writeValueAsString(node)).replaceAll(found -> {
            var name = found.group(1);
            return java.util.regex.Matcher.quoteReplacement(names.getOrDefault(name, found.group()));
        });
        return Client.JSON.readTree(text);
    }

    private static void assertMatches(JsonNode expected, JsonNode actual, String at, String whole) {
        if (expected.isObject()) {
            assertEquals(fields(expected), fields(actual), "fields at '" + at + "' of " + whole);
            expected.properties()
                    .forEach(
                            it -> assertMatches(it.getValue(), actual.get(it.getKey()), at + "/" + it.getKey(), whole));
        } else if (expected.isArray()) {
            assertEquals(expected.size(), actual.size(), "items at '" + at + "' of " + whole);
            for (int i = 0; i < expected.size(); i++) {
                assertMatches(expected.get(i), actual.get(i), at + "/" + i, whole);
            }
        } else if (expected.asText().startsWith("{{")) {
            assertKind(expected.asText().replaceAll("^\\{\\{|}}$", ""), actual, at, whole);
        } else {
            assertEquals(expected, actual, "at '" + at + "' of " + whole);
        }
    }

    private static void assertKind(String kind, JsonNode actual, String at, String whole) {
        var text = actual.asText();
        switch (kind) {
            case "any" -> {}
            case "any uuid" -> assertTrue(UUID.matcher(text).matches(), at + " is no uuid in " + whole);
            case "any time" -> assertTrue(TIME.matcher(text).matches(), at + " is no time in " + whole);
            case "any text" -> assertTrue(actual.isTextual(), at + " is no text in " + whole);
            case "any number" -> assertTrue(actual.isNumber(), at + " is no number in " + whole);
            default -> {
                if (!kind.startsWith("text with ")) {
                    fail("a scenario names {{" + kind + "}}, which nothing is called");
                }
                assertTrue(text.contains(kind.substring("text with ".length())), at + " differs in " + whole);
            }
        }
    }

    private static TreeSet<String> fields(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
