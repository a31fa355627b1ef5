package org.calque.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What [Allowed] says of an option; null is no bound.
///
/// @param minimum   the least number
/// @param maximum   the greatest number
/// @param maxLength how many characters a text may have
/// @param maxItems  how many items a list may have
/// @param values    the texts that may be
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Bounds(Long minimum, Long maximum, Integer maxLength, Integer maxItems, List<String> values) {
    private static final int LONGEST_SHOWN = 40;

    /// The bounds of a component; null when it has none.
    public static Bounds of(RecordComponent component) {
        var allowed = component.getAnnotation(Allowed.class);
        return allowed == null
                ? null
                : new Bounds(
                        allowed.from() == Long.MIN_VALUE ? null : Long.valueOf(allowed.from()),
                        allowed.to() == Long.MAX_VALUE ? null : Long.valueOf(allowed.to()),
                        allowed.longest() == Integer.MAX_VALUE ? null : Integer.valueOf(allowed.longest()),
                        allowed.most() == Integer.MAX_VALUE ? null : Integer.valueOf(allowed.most()),
                        values(allowed));
    }

    private static List<String> values(Allowed allowed) {
        if (allowed.oneOf() != void.class) {
            return Arrays.stream(allowed.oneOf().getEnumConstants())
                    .map(it -> it.toString().toLowerCase(Locale.ROOT))
                    .toList();
        }
        return allowed.values().length == 0 ? null : List.of(allowed.values());
    }

    /// The bounds that are checked before a handler sees a request; null when there are none.
    static Bounds checkedOf(RecordComponent component) {
        var allowed = component.getAnnotation(Allowed.class);
        return allowed == null || allowed.refusedByHandler() ? null : of(component);
    }

    /// Why this value may not be, in words that begin with its name; empty when it may.
    public Optional<String> refusal(String name, JsonNode value) {
        var is = value.isTextual()
                ? ofText(value.textValue())
                : value.isArray()
                        ? ofCount("items", value.size(), maxItems)
                        : value.isNumber() ? ofNumber(value) : null;
        return Optional.ofNullable(is).map(it -> name + " must " + it);
    }

    private String ofNumber(JsonNode value) {
        var number = value.decimalValue();
        boolean fits = (minimum == null || number.compareTo(BigDecimal.valueOf(minimum)) >= 0)
                && (maximum == null || number.compareTo(BigDecimal.valueOf(maximum)) <= 0);
        return fits ? null : "be " + range() + ", but is " + value.asText();
    }

    private String range() {
        return minimum == null
                ? "at most " + maximum
                : maximum == null ? "at least " + minimum : "from " + minimum + " to " + maximum;
    }

    private String ofText(String text) {
        if (values != null && !values.contains(text)) {
            return "be one of " + String.join(", ", values) + ", but is '" + shortened(text) + "'";
        }
        return ofCount("characters", text.codePointCount(0, text.length()), maxLength);
    }

    private static String ofCount(String what, int count, Integer most) {
        return most == null || count <= most ? null : "have at most " + most + " " + what + ", but has " + count;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /// The same in a few words, as pages for people say it; empty when a number or a text may be any.
    public String words() {
        if (values != null) {
            return "one of `" + String.join("`, `", values) + "`";
        }
        if (minimum != null || maximum != null) {
            return range();
        }
        return maxLength != null
                ? "at most " + maxLength + " characters"
                : maxItems != null ? "at most " + maxItems + " items" : "";
    }
}
