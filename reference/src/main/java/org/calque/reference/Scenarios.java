package org.calque.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.calque.messages.Json;
import org.calque.reference.Operation.Example;

/// The cases that the end-to-end tests hold the system to.
final class Scenarios {
    private static final Pattern NAMED = Pattern.compile("\\{\\{([^{}]+)}}");
    /// Ids of keys, tokens, mails and processes are numbers, which a kept text stands for.
    private static final Pattern NUMBER = Pattern.compile("\"(p?id)\":\"\\{\\{(id|key|made|mail|pid)}}\"");
    private static final int MOST_EXAMPLES = 3;

    /// In a refusal, for what may be any text.
    static final String SOMETHING = "…";

    /// What stands in examples for values that differ from run to run.
    private static final Map<String, String> STAND_INS = Map.of(
            "any uuid", "\"f7b4d3c2-9a1e-4c5d-8b7a-6e5f4d3c2b1a\"",
            "any time", "\"2026-11-21T08:15:30.250Z\"",
            "any text", "\"…\"",
            "any", "\"…\"",
            "any number", "42",
            "no project", "\"00000000-0000-4000-8000-000000000000\"");

    private final Path folder;

    /// All cases of one call.
    record Cases(List<Example> examples, List<String> shown, List<String> refusals) {}

    Scenarios(Path folder) {
        this.folder = folder;
    }

    /// @param call such as `v1/ping`, `conat/hub/system.ping` or `streams/exec/follow/get`
    Cases of(String call) throws IOException {
        var files = files(call);
        var refusals = new ArrayList<String>();
        for (var file : files) {
            var error = file.path("reply").path("error").asText("");
            if (!error.isEmpty() && !refusals.contains(error)) {
                refusals.add(error);
            }
        }
        var examples = examples(files, reply -> !call.startsWith("v") || !reply.isTextual());
        examples.sort(Comparator.comparing(it -> !it.succeeds()));
        return new Cases(
                examples.stream().limit(MOST_EXAMPLES).toList(),
                files.stream().map(it -> it.path("shows").asText()).toList(),
                List.copyOf(refusals));
    }

    /// Every case that sends a JSON message and spells out its reply, with values in place of names.
    List<Example> all(String call) throws IOException {
        return examples(files(call), reply -> !reply.toString().contains("{{any}}"));
    }

    private static List<Example> examples(List<JsonNode> files, Predicate<JsonNode> isTold) throws IOException {
        files.sort(Comparator.comparing(it -> it.has("before"))); // what needs no preparation explains itself best
        var examples = new ArrayList<Example>();
        for (var file : files) {
            if (file.path("request").isObject() && file.has("reply") && isTold.test(file.path("reply"))) {
                examples.add(new Example(
                        file.path("shows").asText(),
                        file.path("status").asInt(200),
                        filled(file.path("request")),
                        filled(file.path("reply"))));
            }
        }
        return examples;
    }

    private static boolean isOfTheBridge(String call) {
        return call.startsWith("conat/");
    }

    /// Files of functions leave out what their folder is called after.
    private List<JsonNode> files(String call) throws IOException {
        var cases = casesIn(folder.resolve(call));
        if (isOfTheBridge(call)) {
            for (var file : cases) {
                var request =
                        JsonNodeFactory.instance.objectNode().put("name", call.substring(call.lastIndexOf('/') + 1));
                ((ObjectNode) file).set("request", request.setAll((ObjectNode) file.withObject("/request")));
            }
        }
        return cases;
    }

    private static List<JsonNode> casesIn(Path folder) throws IOException {
        var cases = new ArrayList<JsonNode>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.filter(it -> it.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    cases.add(Json.MAPPER.readTree(Files.readString(file)));
                }
            }
        }
        return cases;
    }

    /// With values in place of names, as a client would see them.
    private static JsonNode filled(JsonNode node) throws IOException {
        var text = node.toString();
        for (var standIn : STAND_INS.entrySet()) {
            text = text.replace("\"{{" + standIn.getKey() + "}}\"", standIn.getValue());
        }
        text = NUMBER.matcher(text).replaceAll("\"$1\":42");
        var filled = NAMED.matcher(text).replaceAll(name -> Matcher.quoteReplacement(standIn(name.group(1))));
        return Json.MAPPER.readTree(filled);
    }

    /// A refusal without the names that the tests have for what differs from run to run.
    static String readable(String refusal) {
        var text = NAMED.matcher(refusal)
                .replaceAll(name -> Matcher.quoteReplacement(
                        name.group(1).startsWith("text with ")
                                ? SOMETHING + name.group(1).substring("text with".length()) + " " + SOMETHING
                                : SOMETHING));
        return text.equals(refusal) ? text : readable(text); // a text may have names inside
    }

    private static String standIn(String name) {
        return switch (name) {
            case String it when it.startsWith("text with ") -> it.substring("text with ".length());
            case String it when it.endsWith("email") -> "ada@example.com";
            case String it when it.endsWith("password") -> "correct horse battery staple";
            case String it when it.matches(".*(secret|key).*") -> "sk-f3bKq8sRjT2uWxYz000123";
            default -> "0b1c2d3e-4f50-4617-a829-3a4b5c6d7e8f";
        };
    }
}
