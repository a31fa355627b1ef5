package org.calque.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What the owners really make of their schemas, step by step.
final class Migrations {
    /// Folders of the owners by the role that runs them.
    private static final Map<String, String> OWNERS = Map.of(
            "accounts", "accounts-service",
            "projects", "projects-service",
            "copies", "copy-service",
            "billing", "billing-service");

    private Migrations() {}

    static List<String> owners() {
        return OWNERS.keySet().stream().sorted().toList();
    }

    /// The steps of one owner, in order.
    static List<String> of(String owner) throws IOException {
        var folder = Path.of(System.getProperty("calque.root", ".."))
                .resolve(OWNERS.get(owner))
                .resolve("src/main/resources/db/migration");
        var steps = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (var file :
                    files.sorted(Comparator.comparingInt(Migrations::number)).toList()) {
                steps.add(Files.readString(file));
            }
        }
        return steps;
    }

    private static int number(Path file) {
        var name = file.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}
