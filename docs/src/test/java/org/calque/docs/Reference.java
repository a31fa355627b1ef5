package org.calque.docs;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Event;
import org.calque.messages.Json;
import org.calque.messages.Options;
import org.calque.messages.Request;
import org.calque.messages.Route;
import org.calque.messages.Scope;
import org.calque.messages.Service;
import org.calque.messages.Stream;

/// Writes what the catalogue says: a heading per event and path, with options, replies and tested cases.
final class Reference {
    private final StringBuilder text = new StringBuilder();

    String write() throws IOException {
        text.append("## API v1\n\n");
        for (var event : Event.values()) {
            entry("`" + event.wireName() + "`", event.owner(), event.scope(), event.request(), event.options(), true);
            text.append(Scenarios.of("v1/" + event.wireName()));
        }
        text.append("## API v2\n\n");
        for (var route : Route.values()) {
            entry("`" + route.path() + "`", route.owner(), route.scope(), route.request(), route.options(), false);
            text.append(Scenarios.of("v2/" + route.path()));
        }
        text.append("## Streams of API v2\n\n");
        var comments = SourceText.of(Page.ROOT.resolve("messages/src/main/java/org/calque/messages/Stream.java"))
                .constants();
        for (var stream : Stream.values()) {
            stream(stream, comments.get(stream.name()));
        }
        return text.toString().stripTrailing() + "\n";
    }

    private void stream(Stream stream, String comment) {
        if (comment.isBlank()) {
            throw new IllegalStateException("Stream." + stream.name() + " has no comment that says what it takes");
        }
        text.append("### `")
                .append(stream.method())
                .append(' ')
                .append(stream.path())
                .append("`\n\n");
        text.append(Comment.of(comment).text())
                .append("\n\nAnswered by ")
                .append(stream.owner().wireName());
        text.append('.').append(needed(stream.scope())).append("\n\n");
    }

    private void entry(
            String title,
            Service owner,
            Scope scope,
            Class<? extends Request> request,
            Options options,
            boolean withRequired) {
        var source = SourceText.of(
                Page.ROOT.resolve("messages/src/main/java/" + request.getName().replace('.', '/') + ".java"));
        var comment = Comment.of(source.types().get(request.getSimpleName()).comment());
        text.append("### ").append(title).append("\n\n").append(comment.text()).append("\n\n");
        text.append(
                owner == Service.NOBODY
                        ? "Declared, and answered by nobody.\n\n"
                        : "Answered by " + owner.wireName() + "." + needed(scope) + "\n\n");
        if (!options.all().isEmpty()) {
            text.append(withRequired ? "| option | kind | |" : "| parameter | kind |")
                    .append(" meaning |\n");
            text.append(withRequired ? "|---|---|---|---|\n" : "|---|---|---|\n");
            var components = request.getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                var option = options.all().get(i);
                var meaning = comment.params().getOrDefault(components[i].getName(), "");
                text.append("| `")
                        .append(option.name())
                        .append("` | ")
                        .append(option.kind().words());
                text.append(withRequired ? " | " + (option.required() ? "required" : "") : "");
                text.append(" | ").append(meaning.replace("|", "\\|")).append(" |\n");
            }
            text.append('\n');
        }
        source.types().forEach((name, declared) -> {
            if (name.contains(".")) {
                nested(request, name.substring(name.indexOf('.') + 1), Comment.of(declared.comment()));
            }
        });
    }

    private static String needed(Scope scope) {
        return switch (scope) {
            case READ, WRITE, EXEC, ADMIN -> " An API key that has scopes needs `" + scope.wireName() + "`.";
            case OWNER -> " Not for an API key that has limits.";
            case OPEN, SELF -> "";
        };
    }

    /// A reply, or a part of one.
    private void nested(Class<?> request, String name, Comment comment) {
        var type = Arrays.stream(request.getDeclaredClasses())
                .filter(it -> it.getSimpleName().equals(name) && it.isRecord())
                .findFirst();
        if (type.isEmpty()) {
            return;
        }
        var wireName = type.get().getAnnotation(JsonTypeName.class);
        text.append(wireName == null ? "Reply" : "Reply `" + wireName.value() + "`");
        text.append(org.calque.messages.Reply.class.isAssignableFrom(type.get()) ? "" : ", part `" + name + "`");
        text.append(comment.text().isEmpty() ? ":" : ": " + comment.text()).append("\n\n");
        if (type.get().getRecordComponents().length == 0 || isBare(type.get())) {
            return;
        }
        text.append("| field | kind | meaning |\n|---|---|---|\n");
        for (var component : type.get().getRecordComponents()) {
            text.append("| `").append(wireName(component)).append("` | ");
            text.append(kind(component.getGenericType())).append(" | ");
            text.append(comment.params().getOrDefault(component.getName(), "").replace("|", "\\|"));
            text.append(" |\n");
        }
        text.append('\n');
    }

    private static boolean isBare(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(it -> it.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    /// The name that the JSON has, which an annotation may have changed.
    private static String wireName(RecordComponent component) {
        var type = Json.MAPPER.constructType(component.getDeclaringRecord());
        return Json.MAPPER.getSerializationConfig().introspect(type).findProperties().stream()
                .filter(it -> it.getInternalName().equals(component.getName()))
                .findFirst()
                .orElseThrow()
                .getName();
    }

    private static String kind(Type type) {
        if (type instanceof ParameterizedType of) {
            var raw = (Class<?>) of.getRawType();
            var last = of.getActualTypeArguments()[of.getActualTypeArguments().length - 1];
            return Collection.class.isAssignableFrom(raw)
                    ? "a list, each " + kind(last)
                    : Map.class.isAssignableFrom(raw) ? "an object, each value " + kind(last) : kind(raw);
        }
        return switch (type) {
            case Class<?> it when it == String.class -> "a string";
            case Class<?> it when it == UUID.class -> "a UUID";
            case Class<?> it when it == Instant.class -> "a time";
            case Class<?> it when it == Boolean.class || it == boolean.class -> "true or false";
            case Class<?> it
            when List.of(int.class, long.class, Integer.class, Long.class).contains(it) -> "an integer";
            case Class<?> it when it.isPrimitive() || Number.class.isAssignableFrom(it) -> "a number";
            case Class<?> it when JsonNode.class.isAssignableFrom(it) || it == Object.class -> "any JSON value";
            case Class<?> it when it.isRecord() -> "`" + it.getSimpleName() + "`";
            default -> "an object";
        };
    }
}
