package org.calque.gateway.pages;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Every page by its path. A path may have names in braces, which stand for one part each.
@Singleton
public class Site {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String method, String[] pattern, Function<Visit, Page> page) {}

    /// A page that was found.
    public record Match(Map<String, String> variables, Function<Visit, Page> page) {}

    Site(@All List<PageFamily> families) {
        families.forEach(family -> family.addTo(this));
    }

    public Site get(String path, Function<Visit, Page> page) {
        return add("GET", path, page);
    }

    public Site post(String path, Function<Visit, Page> page) {
        return add("POST", path, page);
    }

    /// Whether anything is answered at this path, by whatever method.
    public boolean has(String path) {
        var parts = path.split("/", -1);
        return entries.stream().anyMatch(entry -> fits(entry.pattern(), parts));
    }

    public Optional<Match> find(String method, String path) {
        var parts = path.split("/", -1);
        var wanted = method.equals("HEAD") ? "GET" : method;
        return entries.stream()
                .filter(entry -> entry.method().equals(wanted) && fits(entry.pattern(), parts))
                .findFirst()
                .map(entry -> new Match(variables(entry.pattern(), parts), entry.page()));
    }

    private Site add(String method, String path, Function<Visit, Page> page) {
        entries.add(new Entry(method, path.split("/", -1), page));
        return this;
    }

    private static boolean fits(String[] pattern, String[] parts) {
        if (pattern.length != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (isVariable(pattern[i]) ? parts[i].isEmpty() : !pattern[i].equals(parts[i])) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> variables(String[] pattern, String[] parts) {
        var variables = new HashMap<String, String>();
        for (int i = 0; i < parts.length; i++) {
            if (isVariable(pattern[i])) {
                variables.put(pattern[i].substring(1, pattern[i].length() - 1), parts[i]);
            }
        }
        return variables;
    }

    private static boolean isVariable(String part) {
        return part.startsWith("{");
    }
}
