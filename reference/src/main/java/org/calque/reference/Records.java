package org.calque.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Gaps;
import org.calque.messages.Json;
import org.calque.messages.Options;
import org.calque.messages.Request;
import org.calque.messages.Unit;
import org.calque.reference.FieldType.Kind;
import org.calque.reference.Reference.Part;

/// The fields of records as the wire has them.
final class Records {
    private final Comments comments;
    private final Map<Class<?>, Part> parts = new LinkedHashMap<>();

    Records(Comments comments) {
        this.comments = comments;
    }

    /// The parts that were met so far, by name.
    List<Part> parts() {
        return parts.values().stream()
                .sorted(java.util.Comparator.comparing(Part::name))
                .toList();
    }

    List<FieldInfo> request(Class<? extends Request> type) {
        var params = comments.of(type).params();
        var options = Options.of(type).all();
        var standards = standards(type);
        var fields = new ArrayList<FieldInfo>();
        var components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            var option = options.get(i);
            fields.add(new FieldInfo(
                    option.name(),
                    type(option.kind(), components[i]),
                    option.required(),
                    false,
                    unit(components[i]),
                    standards.get(components[i].getName()),
                    params.getOrDefault(components[i].getName(), ""),
                    option.bounds()));
        }
        return List.copyOf(fields);
    }

    List<FieldInfo> reply(Class<?> type) {
        var params = comments.of(type).params();
        return Arrays.stream(type.getRecordComponents())
                .filter(it -> !it.getAccessor().isAnnotationPresent(JsonValue.class))
                .map(it -> {
                    boolean nullable = isWrittenWhenNull(it);
                    boolean primitive = it.getType().isPrimitive();
                    return new FieldInfo(
                            wireName(it),
                            it.isAnnotationPresent(JsonRawValue.class)
                                            || it.getAccessor().isAnnotationPresent(JsonRawValue.class)
                                    ? FieldType.of(Kind.ANY)
                                    : it.isAnnotationPresent(Gaps.class)
                                            ? type(it.getGenericType()).withGaps()
                                            : type(it.getGenericType()),
                            primitive || nullable,
                            nullable && !primitive,
                            unit(it),
                            null,
                            params.getOrDefault(it.getName(), ""),
                            null);
                })
                .toList();
    }

    FieldType type(Type type) {
        if (type instanceof ParameterizedType of) {
            var raw = (Class<?>) of.getRawType();
            var last = of.getActualTypeArguments()[of.getActualTypeArguments().length - 1];
            return Collection.class.isAssignableFrom(raw)
                    ? FieldType.listOf(type(last))
                    : Map.class.isAssignableFrom(raw) ? FieldType.mapOf(type(last)) : FieldType.of(Kind.ANY);
        }
        return switch (type) {
            case Class<?> it when it == String.class -> FieldType.of(Kind.TEXT);
            case Class<?> it when it == Void.class -> FieldType.of(Kind.NOTHING);
            case Class<?> it when it == UUID.class -> FieldType.of(Kind.UUID);
            case Class<?> it when it == Instant.class -> FieldType.of(Kind.TIME);
            case Class<?> it when it == Boolean.class || it == boolean.class -> FieldType.of(Kind.FLAG);
            case Class<?> it
            when List.of(int.class, long.class, Integer.class, Long.class).contains(it) -> FieldType.of(Kind.INTEGER);
            case Class<?> it when it.isPrimitive() || Number.class.isAssignableFrom(it) -> FieldType.of(Kind.NUMBER);
            case Class<?> it when it == ObjectNode.class -> FieldType.mapOf(FieldType.of(Kind.ANY));
            case Class<?> it when it.isRecord() -> FieldType.part(part(it));
            default -> FieldType.of(Kind.ANY);
        };
    }

    /// A record's name with that of the record it is nested in, so that no two have the same.
    String nameOf(Class<?> type) {
        return type.getEnclosingClass() == null
                ? type.getSimpleName()
                : nameOf(type.getEnclosingClass()) + type.getSimpleName();
    }

    static String wireName(String javaName) {
        return ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE).translate(javaName);
    }

    private String part(Class<?> type) {
        if (!parts.containsKey(type)) {
            var name = nameOf(type);
            parts.put(type, new Part(name, "", List.of())); // a record may hold others of its own kind
            parts.put(type, new Part(name, comments.of(type).text(), reply(type)));
        }
        return nameOf(type);
    }

    private FieldType type(Options.Kind kind, RecordComponent component) {
        return kind == Options.Kind.OBJECT && component.getType() == Map.class
                ? type(component.getGenericType())
                : FieldType.of(kind);
    }

    private static String unit(RecordComponent component) {
        var unit = component.getAnnotation(Unit.class);
        return unit == null ? null : unit.value();
    }

    /// What a request without anything in it comes to: the defaults as its constructor fills them in.
    private static Map<String, JsonNode> standards(Class<?> type) {
        var standards = new LinkedHashMap<String, JsonNode>();
        var components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            var empty = constructor.newInstance(new Object[components.length]);
            for (var component : components) {
                var value = component.getAccessor().invoke(empty);
                if (value != null) {
                    standards.put(component.getName(), Json.MAPPER.valueToTree(value));
                }
            }
            return standards;
        } catch (ReflectiveOperationException refused) {
            throw new IllegalStateException(type.getName() + " cannot be made without options", refused);
        }
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

    private static boolean isWrittenWhenNull(RecordComponent component) {
        var own = component.getAccessor().getAnnotation(JsonInclude.class);
        var ofType = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
        var rule = own != null ? own : ofType;
        return rule != null && rule.value() == JsonInclude.Include.ALWAYS;
    }
}
