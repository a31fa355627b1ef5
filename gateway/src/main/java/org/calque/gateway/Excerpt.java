package org.calque.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/// As much of an answer as there are characters for. Long texts end early and lists have fewer elements; every object
/// keeps its fields, so that what is left has the form of the whole.
final class Excerpt {
    private static final int OF_A_VALUE = 4;

    private final List<String> cuts = new ArrayList<>();
    private long left;

    private Excerpt(long characters) {
        left = characters;
    }

    /// @param cuts where something is missing, in words; empty when it is whole
    record Shown(JsonNode json, List<String> cuts) {}

    static Shown of(JsonNode whole, long characters) {
        var excerpt = new Excerpt(characters);
        return new Shown(excerpt.part(whole, ""), List.copyOf(excerpt.cuts));
    }

    private JsonNode part(JsonNode node, String where) {
        return switch (node) {
            case TextNode text -> text(text, where);
            case ArrayNode list -> list(list, where);
            case ObjectNode object -> object(object, where);
            default -> {
                left -= OF_A_VALUE;
                yield node;
            }
        };
    }

    private JsonNode text(TextNode node, String where) {
        var text = node.textValue();
        int shown = (int) Math.clamp(left, 0, text.length());
        left -= shown + OF_A_VALUE;
        if (shown == text.length()) {
            return node;
        }
        if (shown > 0 && Character.isHighSurrogate(text.charAt(shown - 1))) {
            shown--;
        }
        cuts.add("of " + named(where) + " the first " + shown + " of " + text.length() + " characters");
        return TextNode.valueOf(text.substring(0, shown));
    }

    private JsonNode list(ArrayNode whole, String where) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var element : whole) {
            if (left <= 0) {
                cuts.add("of " + named(where) + " the first " + list.size() + " of " + whole.size() + " elements");
                break;
            }
            list.add(part(element, where + "/" + list.size()));
        }
        return list;
    }

    private JsonNode object(ObjectNode whole, String where) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var field : whole.properties()) {
            left -= field.getKey().length() + OF_A_VALUE;
            object.set(field.getKey(), part(field.getValue(), where + "/" + field.getKey()));
        }
        return object;
    }

    private static String named(String where) {
        return where.isEmpty() ? "it" : where.substring(1);
    }
}
