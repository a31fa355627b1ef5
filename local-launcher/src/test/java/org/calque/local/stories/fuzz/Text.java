package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// JSON text as no library would write it.
final class Text {
    private static final String MARK = "@raw@";
    private static final Pattern RAW = Pattern.compile("\"" + MARK + "([^\"]*)\"");
    private static final Pattern FIRST_FIELD = Pattern.compile("\\{(\"[^\"\\\\]*\"):");

    private Text() {}

    /// Stands for this text in a tree, where it may be no JSON at all.
    static JsonNode raw(String text) {
        return JsonNodeFactory.instance.textNode(MARK + text);
    }

    /// With what is raw as it is, and half surrogates escaped, since UTF-8 has none.
    static String of(JsonNode tree) {
        var text = RAW.matcher(tree.toString()).replaceAll(it -> Matcher.quoteReplacement(it.group(1)));
        if (text.codePoints().noneMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE)) {
            return text;
        }
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(it -> {
            if (it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE) {
                escaped.append(String.format("\\u%04x", it));
            } else {
                escaped.appendCodePoint(it);
            }
        });
        return escaped.toString();
    }

    /// Without quotes, as it stands in an address or a form.
    static String plain(JsonNode value) {
        return value.isTextual() ? value.asText().replaceFirst("^" + MARK, "") : of(value);
    }

    /// The text with something wrong about it.
    static String broken(String text, Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> text.substring(0, random.nextInt(text.length()));
            case 2 -> text + "x";
            case 3 -> "[" + text + "]";
            case 4 -> "\uFEFF" + text;
            case 5 -> "null";
            case 6 -> "{\"a\":".repeat(1000) + "1" + "}".repeat(1000);
            case 7 -> text.replace('"', '\'');
            case 8 -> text.replaceFirst("}$", ",}");
            default -> FIRST_FIELD.matcher(text).replaceFirst("{$1:0,$1:");
        };
    }
}
