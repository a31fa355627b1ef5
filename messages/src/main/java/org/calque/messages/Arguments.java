package org.calque.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the arguments of a [Function], a list, become the fields of its request.
///
/// Clients call as JavaScript does: what is left out at the end, or null, was not given, and what is given too much is
/// not looked at.
///
/// @param form      where in the list the fields stand
/// @param positions names of the fields, when each has its place in the list
/// @param renamed   what the bridge calls a field, and what its request does; such a field wins over one that has
/// the
///                  request's name already
/// @param alike     a field that is left out, and the one whose value it takes then
/// @param filled    a field that is left out, and the text that it is then
public record Arguments(
        Form form,
        List<String> positions,
        Map<String, String> renamed,
        Map<String, String> alike,
        Map<String, String> filled) {

    /// Where in the list the fields of a request stand.
    public enum Form {
        /// The first argument is an object of them. Its `account_id` is not looked at: it is always the caller's.
        OBJECT,
        /// The first argument is an object whose `opts` is an object of them.
        IN_OPTS,
        /// Each argument is a field.
        POSITIONS
    }

    /// One object.
    public static final Arguments OBJECT = new Arguments(Form.OBJECT, List.of(), Map.of(), Map.of(), Map.of());

    /// Arguments that cannot be read; the message is for the caller.
    public static final class Misfit extends Exception {
        Misfit(String message) {
            super(message, null, false, false);
        }
    }

    /// @param args as the client sent it: a list, or nothing for an empty one
    public ObjectNode fields(JsonNode args) throws Misfit {
        if (!isGiven(args)) {
            return completed(JsonNodeFactory.instance.objectNode());
        }
        if (!args.isArray()) {
            throw new Misfit("args must be a list");
        }
        return completed(
                switch (form) {
                    case OBJECT -> withoutAccount(object(args.path(0), "the first argument"));
                    case IN_OPTS ->
                        object(object(args.path(0), "the first argument").path("opts"), "opts");
                    case POSITIONS -> positioned(args);
                });
    }

    private static ObjectNode object(JsonNode given, String what) throws Misfit {
        if (!isGiven(given)) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (given instanceof ObjectNode object) {
            return object;
        }
        throw new Misfit(what + " must be an object");
    }

    private static ObjectNode withoutAccount(ObjectNode given) {
        given.remove("account_id");
        return given;
    }

    private ObjectNode positioned(JsonNode args) {
        var fields = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < positions.size(); i++) {
            if (isGiven(args.path(i))) {
                fields.set(positions.get(i), args.get(i));
            }
        }
        return fields;
    }

    private ObjectNode completed(ObjectNode fields) {
        renamed.forEach((theirs, ours) -> {
            var value = fields.remove(theirs);
            if (isGiven(value)) {
                fields.set(ours, value);
            }
        });
        alike.forEach((field, other) -> {
            if (!fields.hasNonNull(field) && fields.has(other)) {
                fields.set(field, fields.get(other));
            }
        });
        filled.forEach((field, text) -> {
            if (!fields.hasNonNull(field)) {
                fields.set(field, TextNode.valueOf(text));
            }
        });
        return fields;
    }

    private static boolean isGiven(JsonNode value) {
        return value != null && !value.isMissingNode() && !value.isNull();
    }

    Arguments inOpts() {
        return new Arguments(Form.IN_OPTS, positions, renamed, alike, filled);
    }

    Arguments at(String... names) {
        return new Arguments(Form.POSITIONS, List.of(names), renamed, alike, filled);
    }

    Arguments renaming(String theirs, String ours) {
        return new Arguments(form, positions, with(renamed, theirs, ours), alike, filled);
    }

    Arguments taking(String field, String other) {
        return new Arguments(form, positions, renamed, with(alike, field, other), filled);
    }

    Arguments filling(String field, String text) {
        return new Arguments(form, positions, renamed, alike, with(filled, field, text));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        var more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
