package org.calque.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.calque.messages.Json;

/// The cases that the end-to-end tests hold the system to.
final class Scenarios {
    private static final Path FOLDER = Page.ROOT.resolve("local-launcher/src/test/resources/scenarios");

    private Scenarios() {}

    /// @param path such as `v1/ping` or `v2/projects/get`
    static String of(String path) throws IOException {
        var cases = cases(FOLDER.resolve(path));
        var text = new StringBuilder();
        cases.stream()
                .filter(Scenarios::isPlainSuccess)
                .findFirst()
                .ifPresent(it -> text.append("For example:\n\n```json\n")
                        .append(pretty(it.path("request")))
                        .append("\n```\n```json\n")
                        .append(pretty(it.path("reply")))
                        .append("\n```\n\n"));
        if (!cases.isEmpty()) {
            text.append("Cases that are tested:\n\n");
            cases.forEach(
                    it -> text.append("- ").append(it.path("shows").asText()).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    private static List<JsonNode> cases(Path folder) throws IOException {
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

    private static boolean isPlainSuccess(JsonNode scenario) {
        var reply = scenario.path("reply");
        return scenario.path("request").isObject()
                && !scenario.has("status")
                && !reply.isMissingNode()
                && !reply.has("error")
                && !reply.path("event").asText().matches("error|.*_failed");
    }

    private static String pretty(JsonNode json) {
        return json.toPrettyString().replace(" : ", ": ");
    }
}
