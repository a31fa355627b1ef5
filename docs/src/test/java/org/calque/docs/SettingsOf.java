package org.calque.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.calque.reference.Comment;
import org.calque.reference.SourceText;

/// The settings that the sources of one module declare in interfaces with `@ConfigMapping`.
final class SettingsOf {
    private static final Map<String, String> KINDS = Map.of(
            "int", "number",
            "long", "number",
            "double", "number",
            "boolean", "true or false",
            "String", "text",
            "Duration", "time",
            "MemorySize", "size",
            "Path", "file or folder",
            "URI", "address");
    private final Properties properties = new Properties();
    private final List<Setting> found = new ArrayList<>();

    /// @param name as in a properties file
    record Setting(String name, String kind, String standard, String meaning) {
        /// The environment variable that sets it.
        String variable() {
            return name.replaceAll("[^A-Za-z0-9<>]", "_").toUpperCase(Locale.ROOT);
        }
    }

    private SettingsOf() {}

    static List<Setting> module(String module) throws IOException {
        var settings = new SettingsOf();
        var main = Page.ROOT.resolve(module).resolve("src/main");
        var file = main.resolve("resources/application.properties");
        if (Files.exists(file)) {
            try (var text = Files.newBufferedReader(file)) {
                settings.properties.load(text);
            }
        }
        for (var source : sources(main)) {
            settings.read(SourceText.of(source));
        }
        return settings.found;
    }

    private static List<Path> sources(Path main) throws IOException {
        var sources = new ArrayList<Path>();
        try (var files = Files.walk(main)) {
            for (var file :
                    files.filter(it -> it.toString().endsWith(".java")).sorted().toList()) {
                if (Files.readString(file).contains("@ConfigMapping")) {
                    sources.add(file);
                }
            }
        }
        return sources;
    }

    private void read(SourceText source) {
        source.types()
                .forEach((name, type) -> annotation(type.tree().getModifiers(), "ConfigMapping", "prefix")
                        .ifPresent(prefix -> read(source, name, prefix)));
    }

    private void read(SourceText source, String type, String prefix) {
        source.methodsOf(type).forEach((name, method) -> {
            var kind = method.tree().getReturnType().toString();
            var nested = type + "." + kind;
            var setting = prefix + "."
                    + annotation(method.tree().getModifiers(), "WithName", "value")
                            .orElse(dashed(name));
            if (source.types().containsKey(nested)) {
                read(source, nested, setting);
            } else if (!isAliasOfAVariable(setting)
                    && !method.tree().getModifiers().getFlags().contains(javax.lang.model.element.Modifier.DEFAULT)) {
                found.add(setting(setting, kind, method));
            }
        });
    }

    private Setting setting(String name, String type, SourceText.Declared<MethodTree> method) {
        var standard = Optional.ofNullable(properties.getProperty(name))
                .or(() -> annotation(method.tree().getModifiers(), "WithDefault", "value"));
        var meaning = Comment.of(method.comment()).cell();
        if (type.startsWith("Map<")) {
            var given = properties.stringPropertyNames().stream()
                    .filter(it -> it.startsWith(name + "."))
                    .sorted()
                    .map(it -> it.substring(name.length() + 1) + " " + properties.getProperty(it))
                    .collect(Collectors.joining(", "));
            return new Setting(name + ".<name>", kind(type), given.isEmpty() ? "none" : given, meaning);
        }
        return new Setting(name, kind(type), standard.map(it -> "`" + it + "`").orElse("none"), meaning);
    }

    /// Whether it only carries on what one of the variables of the first table says.
    private boolean isAliasOfAVariable(String setting) {
        return properties.getProperty(setting, "").startsWith("${CALQUE_");
    }

    private static String kind(String type) {
        if (type.equals("OptionalInt") || type.equals("OptionalLong")) {
            return "number";
        }
        var inner = type.replaceAll("^Optional<(.*)>$", "$1");
        if (inner.startsWith("List<") || inner.startsWith("Set<")) {
            return "list";
        }
        if (inner.startsWith("Map<")) {
            return kind(inner.replaceAll("^Map<[^,]*, *(.*)>$", "$1")) + " each";
        }
        return KINDS.getOrDefault(inner, inner);
    }

    /// The value of an annotation, when it is there.
    private static Optional<String> annotation(ModifiersTree modifiers, String name, String attribute) {
        for (AnnotationTree annotation : modifiers.getAnnotations()) {
            if (annotation.getAnnotationType().toString().equals(name)) {
                for (var argument : annotation.getArguments()) {
                    if (argument instanceof AssignmentTree assignment
                            && assignment.getVariable().toString().equals(attribute)
                            && assignment.getExpression() instanceof LiteralTree literal) {
                        return Optional.of(literal.getValue().toString());
                    }
                    if (argument instanceof LiteralTree literal) {
                        return Optional.of(literal.getValue().toString());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
