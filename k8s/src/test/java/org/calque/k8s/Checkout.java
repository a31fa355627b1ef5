package org.calque.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the rest of the checkout says that manifests must agree with.
final class Checkout {
    static final Path ROOT = Path.of(System.getProperty("calque.root"));
    private static final Pattern MODULE = Pattern.compile("<module>(gateway|[a-z]+-service)</module>");
    private static final Pattern VARIABLE =
            Pattern.compile("^\\| `(CALQUE_[A-Z_]+)` \\| ([a-z, ]+) \\|", Pattern.MULTILINE);

    private static final Pattern OWN_SETTINGS =
            Pattern.compile("^## Settings of (\\S+)$(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE);

    private Checkout() {}

    /// The Maven modules that run as services.
    static Set<String> services() {
        var found = new TreeSet<String>();
        MODULE.matcher(read("pom.xml")).results().forEach(it -> found.add(it.group(1)));
        return found;
    }

    /// The variables that a service reads, by the name of its module, as `docs/configuration.md` has them.
    static Map<String, Set<String>> variables() {
        var byService = new TreeMap<String, Set<String>>();
        services().forEach(it -> byService.put(it, new TreeSet<>()));
        var page = read("docs/configuration.md");
        OWN_SETTINGS
                .matcher(page)
                .results()
                .forEach(section -> SETTING.matcher(section.group(2))
                        .results()
                        .forEach(row -> byService.get(section.group(1)).add(row.group(1))));
        VARIABLE.matcher(page).results().forEach(row -> {
            var readers = Set.copyOf(Arrays.asList(row.group(2).strip().split(", ")));
            byService.forEach((module, variables) -> {
                if (readers.contains("all") || readers.contains(module.replace("-service", ""))) {
                    variables.add(row.group(1));
                }
            });
        });
        return byService;
    }

    private static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
