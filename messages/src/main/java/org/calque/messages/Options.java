package org.calque.messages;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options that a request declares, read off its record, and the check of what a client sent against them.
///
/// A value may arrive in its own JSON type or as the text of it (`"5"`, `"false"`), as form bodies send it; anything
/// else is refused under the option's name.
public final class Options {
    /// What an option may hold.
    public enum Kind {
        TEXT("a string"),
        INTEGER("an integer"),
        NUMBER("a number"),
        FLAG("true or false"),
        TEXTS("a list of strings"),
        OBJECT("an object"),
        ANY("any JSON value");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// The kind in words, as error texts and the reference say it.
        public String words() {
            return words;
        }
    }

    /// One option: its wire name, what it holds, whether a request without it is refused.
    ///
    /// @param bounds  what a value may be; null for any
    /// @param checked the bounds that a handler need not look at; null for none
    public record Option(String name, Kind kind, boolean required, Bounds bounds, Bounds checked) {}

    /// What became of a check: the options in their declared types, or the words of what is wrong.
    public sealed interface Checked {
        record Fine(ObjectNode options) implements Checked {}

        record Wrong(String error) implements Checked {}
    }

    private static final ClassValue<Options> OF_TYPE = new ClassValue<>() {
        @Override
        protected Options computeValue(Class<?> type) {
            return new Options(type);
        }
    };

    private final Map<String, Option> byName = new LinkedHashMap<>();

    private Options(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            var option = new Option(
                    nameOf(type, component),
                    kindOf(component),
                    component.isAnnotationPresent(Required.class),
                    Bounds.of(component),
                    Bounds.checkedOf(component));
            byName.put(option.name(), option);
        }
    }

    /// The options of a request record.
    public static Options of(Class<? extends Request> type) {
        return OF_TYPE.get(type);
    }

    /// In the order of declaration.
    public List<Option> all() {
        return List.copyOf(byName.values());
    }

    /// Whether there is an option of this name.
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /// Checks what a client of API v1 sent: required options first, then unknown ones, then types.
    ///
    /// @param given without `id` and `event`, which every event accepts
    public Checked checkStrictly(ObjectNode given) {
        for (Option option : byName.values()) {
            if (option.required() && given.path(option.name()).isMissingNode()
                    || option.required() && given.path(option.name()).isNull()) {
                return missing(option.name());
            }
        }
        for (String name : fieldNames(given)) {
            if (!byName.containsKey(name)) {
                return wrong("got an unexpected argument '" + name + "' ");
            }
        }
        var checked = typed(given);
        return checked instanceof Checked.Wrong(String error) ? wrong(error + ": ") : checked;
    }

    /// Checks what a client of API v2 sent: unknown parameters are dropped, what is required is the handler's to say.
    public Checked checkLeniently(ObjectNode given) {
        return typed(given);
    }

    /// What a client of API v1 hears that leaves out what it must give.
    public static Checked.Wrong missing(String option) {
        return wrong("property '" + option + "' must be specified: ");
    }

    private static Checked.Wrong wrong(String what) {
        return new Checked.Wrong("invalid parameters 'Error: misc.defaults -- TypeError: " + what + "'");
    }

    private Checked typed(ObjectNode given) {
        var options = JsonNodeFactory.instance.objectNode();
        for (Option option : byName.values()) {
            JsonNode value = given.get(option.name());
            if (value == null || value.isNull()) {
                continue;
            }
            var converted = convert(value, option.kind());
            if (converted.isEmpty()) {
                return new Checked.Wrong(misfit(option.name(), option.kind(), value));
            }
            var refusal = option.checked() == null
                    ? Optional.<String>empty()
                    : option.checked().refusal(option.name(), converted.get());
            if (refusal.isPresent()) {
                return new Checked.Wrong(refusal.get());
            }
            options.set(option.name(), converted.get());
        }
        return new Checked.Fine(options);
    }

    /// What is wrong with a value that an option of this kind cannot hold; empty when it can.
    static Optional<String> problem(String name, Kind kind, JsonNode value) {
        return convert(value, kind).isPresent() ? Optional.empty() : Optional.of(misfit(name, kind, value));
    }

    private static String misfit(String name, Kind kind, JsonNode value) {
        return "property '" + name + "' must be " + kind.words() + ", but is " + describe(value);
    }

    private static Optional<JsonNode> convert(JsonNode value, Kind kind) {
        return switch (kind) {
            case ANY -> Optional.of(value);
            case TEXT -> value.isTextual() ? Optional.of(value) : Optional.empty();
            case INTEGER ->
                number(value)
                        .filter(Options::isLong)
                        .map(it -> JsonNodeFactory.instance.numberNode(it.longValueExact()));
            case NUMBER ->
                number(value).filter(it -> Double.isFinite(it.doubleValue())).map(DecimalNode::valueOf);
            case FLAG -> flag(value);
            case TEXTS -> isTexts(value) ? Optional.of(value) : Optional.empty();
            case OBJECT -> value.isObject() ? Optional.of(value) : Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(JsonNode value) {
        if (value.isNumber()) {
            return Double.isFinite(value.doubleValue()) ? Optional.of(value.decimalValue()) : Optional.empty();
        }
        if (value.isTextual() && value.textValue().length() <= 40) {
            try {
                return Optional.of(new BigDecimal(value.textValue().strip()));
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isLong(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) <= 18
                && number.stripTrailingZeros().scale() <= 0;
    }

    private static Optional<JsonNode> flag(JsonNode value) {
        if (value.isBoolean()) {
            return Optional.of(value);
        }
        return switch (value.asText()) {
            case "true" -> Optional.of(JsonNodeFactory.instance.booleanNode(true));
            case "false" -> Optional.of(JsonNodeFactory.instance.booleanNode(false));
            default -> Optional.empty();
        };
    }

    private static boolean isTexts(JsonNode value) {
        if (!value.isArray()) {
            return false;
        }
        for (JsonNode item : value) {
            if (!item.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "the string '" + shortened(value.textValue()) + "'";
            case NUMBER, BOOLEAN -> shortened(value.asText());
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            default -> "something else";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static List<String> fieldNames(ObjectNode node) {
        var names = new ArrayList<String>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String nameOf(Class<?> type, RecordComponent component) {
        try {
            var named = type.getDeclaredField(component.getName()).getAnnotation(JsonProperty.class);
            return named != null
                    ? named.value()
                    : ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE)
                            .translate(component.getName());
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Kind kindOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (type == Long.class || type == Integer.class) {
            return Kind.INTEGER;
        }
        if (type == Double.class) {
            return Kind.NUMBER;
        }
        if (type == Boolean.class) {
            return Kind.FLAG;
        }
        if (type == List.class) {
            return Kind.TEXTS;
        }
        if (type == Map.class || type == ObjectNode.class) {
            return Kind.OBJECT;
        }
        if (type == JsonNode.class) {
            return Kind.ANY;
        }
        throw new IllegalStateException(component + " has a type that no client can send");
    }
}
