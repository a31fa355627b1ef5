package org.calque.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// In which words callers are refused who may not call: from the files `authorisation*.txt`, which the tests run.
final class Authorisations {
    private static final Pattern CALL = Pattern.compile("(v1|v2|hub|project|stream (\\w+)) (\\S+) .*");
    private final Map<String, List<String>> refusals = new TreeMap<>();

    Authorisations(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.filter(it -> it.getFileName().toString().matches("authorisation.*\\.txt"))
                    .sorted()
                    .toList()) {
                read(file);
            }
        }
    }

    /// @param call such as `v1/ping`, `conat/hub/system.ping` or `streams/exec/follow/get`
    List<String> of(String call) {
        return refusals.getOrDefault(call, List.of());
    }

    private void read(Path file) throws IOException {
        var texts = new ArrayList<String>();
        for (var line : Files.readAllLines(file)) {
            var call = CALL.matcher(line);
            if (call.matches()) {
                texts = new ArrayList<>();
                refusals.put(nameOf(call), texts);
            } else if (line.startsWith(" ") && !line.isBlank()) {
                var text = line.substring(line.indexOf(": ") + 2).strip();
                if (!text.equals("ok") && !texts.contains(text)) {
                    texts.add(text);
                }
            }
        }
    }

    private static String nameOf(Matcher call) {
        var name = call.group(3);
        return switch (call.group(1)) {
            case "v1", "v2" -> call.group(1) + "/" + name;
            case "hub", "project" -> "conat/" + call.group(1) + "/" + name;
            default -> "streams/" + name + "/" + call.group(2).toLowerCase(Locale.ROOT);
        };
    }
}
