package org.calque.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.calque.messages.Service;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Map<String, String> SERVICES = Map.of(
            "gateway", "gateway",
            "accounts", "accounts-service",
            "projects", "projects-service",
            "query", "query-service",
            "copy", "copy-service",
            "billing", "billing-service");
    private static final List<String> ORDER = List.of("gateway", "accounts", "projects", "query", "copy", "billing");
    private static final Pattern ROW = Pattern.compile("^\\| `(CALQUE_[A-Z_]+)` \\| ([a-z, ]+) \\|", Pattern.MULTILINE);
    private static final Pattern USE = Pattern.compile("(?:\\$\\{|@ConfigProperty\\(name = \")(CALQUE_[A-Z_]+)");
    private static final Set<Service> OUTSIDE = Set.of(Service.GATEWAY, Service.NOBODY);
    private static final Pattern ASKED = Pattern.compile("(?<![A-Za-z.])Service\\.([A-Z]+)(?!\\w)");

    @Test
    void everySettingOfEveryServiceIsOnThePage() throws IOException {
        var text = new StringBuilder();
        for (var service : ORDER) {
            text.append("## Settings of ").append(SERVICES.get(service)).append("\n\n");
            var settings = SettingsOf.module(SERVICES.get(service));
            if (settings.isEmpty()) {
                text.append("None beside those above.\n\n");
                continue;
            }
            text.append("| variable | kind | default | meaning |\n|---|---|---|---|\n");
            for (var setting : settings) {
                assertTrue(!setting.meaning().isEmpty(), setting.name() + " has no comment that says what it is");
                text.append("| `%s` | %s | %s | %s |\n"
                        .formatted(setting.variable(), setting.kind(), setting.standard(), setting.meaning()));
            }
            text.append('\n');
        }
        new Page("configuration.md").mustSay(text.toString().stripTrailing() + "\n");
    }

    /// The first table is written by hand: it must name whom each variable concerns, nobody more and nobody less.
    @Test
    void theTableOfVariablesNamesExactlyTheirReaders() throws IOException {
        var documented = new TreeMap<String, Set<String>>();
        var page = Files.readString(Page.ROOT.resolve("docs/configuration.md"));
        var table = page.substring(page.indexOf("## Where a service stands"), page.indexOf("<!--"));
        ROW.matcher(table)
                .results()
                .forEach(row -> documented.put(
                        row.group(1),
                        row.group(2).strip().equals("all")
                                ? new TreeSet<>(ORDER)
                                : new TreeSet<>(List.of(row.group(2).strip().split(", ")))));
        var used = new TreeMap<String, Set<String>>();
        var common = uses(sources("service-kit"));
        for (var service : ORDER) {
            var source = sources(SERVICES.get(service));
            var own = uses(source);
            own.addAll(common);
            own.addAll(asked(source));
            // No service asks itself; it names itself to say whose calls a limited key may make.
            own.remove(address(service.toUpperCase(Locale.ROOT)));
            SettingsOf.module(SERVICES.get(service)).forEach(it -> own.remove(it.variable()));
            own.forEach(it -> used.computeIfAbsent(it, _ -> new TreeSet<>()).add(service));
        }
        assertEquals(text(documented), text(used));
    }

    private static String text(Map<String, Set<String>> readers) {
        var text = new StringBuilder();
        readers.forEach((variable, who) ->
                text.append(variable).append(" read by ").append(who).append('\n'));
        return text.toString();
    }

    private static Set<String> uses(String source) {
        var found = new TreeSet<String>();
        USE.matcher(source).results().forEach(it -> found.add(it.group(1)));
        return found;
    }

    /// Another service is found by its address, of which the sources only have the service.
    private static Set<String> asked(String source) {
        var found = new TreeSet<String>();
        if (source.contains("import org.calque.kit.ProjectAccess;")) {
            found.add("CALQUE_PROJECTS_URL");
        }
        if (source.contains("Service.values()")) {
            Arrays.stream(Service.values())
                    .filter(it -> !OUTSIDE.contains(it))
                    .forEach(it -> found.add(address(it.name())));
        }
        ASKED.matcher(source).results().map(it -> it.group(1)).forEach(it -> found.add(address(it)));
        OUTSIDE.forEach(it -> found.remove(address(it.name())));
        return found;
    }

    private static String address(String service) {
        return "CALQUE_" + service + "_URL";
    }

    /// Without comment lines, in which variables are only talked about.
    private static String sources(String module) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(Page.ROOT.resolve(module).resolve("src/main"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.toString().endsWith(".java") || file.toString().endsWith(".properties")) {
                    Files.readString(file)
                            .lines()
                            .filter(it ->
                                    !it.strip().startsWith("//") && !it.strip().startsWith("#"))
                            .forEach(it -> text.append(it).append('\n'));
                }
            }
        }
        return text.toString();
    }
}
