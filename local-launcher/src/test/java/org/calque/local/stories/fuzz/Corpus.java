package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Requests that mean something, from the scenario files, by the path that they are for. What stands between double
/// braces in them is still to be named.
final class Corpus {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of("src/test/resources/scenarios");

    /// Nothing that is begun here may keep a caller waiting.
    private static final Pattern LONG_SLEEP = Pattern.compile("sleep \\d+");

    private static final int TIMES_OF_WHAT_SUCCEEDS = 3;

    private final Map<String, List<JsonNode>> byPath = new HashMap<>();

    Corpus() {
        try (var files = Files.walk(ROOT)) {
            for (var file :
                    files.filter(it -> it.toString().endsWith(".json")).sorted().toList()) {
                read(
                        ROOT.relativize(file.getParent()),
                        LONG_SLEEP.matcher(Files.readString(file)).replaceAll("sleep 1"));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<JsonNode> of(String path) {
        return byPath.getOrDefault(path, List.of());
    }

    private void read(Path folder, String text) throws IOException {
        var scenario = JSON.readTree(text);
        if (folder.startsWith("conat")) {
            ((ObjectNode) scenario)
                    .withObject("/request")
                    .put("name", folder.getFileName().toString());
            add("/api/" + folder.getParent(), scenario);
        } else {
            add("/api/" + folder, scenario);
        }
        scenario.path("before").forEach(step -> add(step.path("call").asText(), step));
    }

    private void add(String path, JsonNode call) {
        if (call.path("request").isObject()) {
            int times = call.path("reply").has("error") ? 1 : TIMES_OF_WHAT_SUCCEEDS;
            byPath.computeIfAbsent(path, any -> new ArrayList<>())
                    .addAll(Collections.nCopies(times, call.get("request")));
        }
    }
}
