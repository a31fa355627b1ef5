package org.calque.gateway;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.calque.gateway.pages.Fields;

/// Reads `application/x-www-form-urlencoded` bodies. All values are texts; [org.calque.messages.Options] converts them.
final class Forms {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 5;
    private static final int LAST_INDEX = 20;

    /// Names in JSON may be as long.
    private static final int LONGEST_NAME = StreamReadConstraints.DEFAULT_MAX_NAME_LEN;

    private final int maxPairs;

    Forms(int maxPairs) {
        this.maxPairs = maxPairs;
    }

    /// As API v1 reads them: `a[]=1`, `a[0]=1`, `a[k]=v`, five levels deep; a name given twice is a list.
    ObjectNode nested(String body) {
        var root = new Branch();
        eachPair(body, (name, value) -> root.add(segments(name), value));
        return root.toObject();
    }

    /// As API v2 reads them: a name given twice is a list, brackets are part of the name.
    ObjectNode flat(String body) {
        var root = new Branch();
        eachPair(body, (name, value) -> root.add(List.of(name), value));
        return root.toObject();
    }

    /// As pages read them: every value of each name.
    Fields fields(String body) {
        var fields = new LinkedHashMap<String, List<String>>();
        eachPair(
                body,
                (name, value) ->
                        fields.computeIfAbsent(name, it -> new ArrayList<>()).add(value));
        return new Fields(fields);
    }

    private void eachPair(String body, BiConsumer<String, String> take) {
        int pairs = 0;
        int start = 0;
        while (start < body.length()) {
            int end = body.indexOf('&', start);
            end = end < 0 ? body.length() : end;
            if (end > start) {
                if (++pairs > maxPairs) {
                    throw Refusal.tooLarge("the form has more than " + maxPairs
                                    + " pairs (setting CALQUE_GATEWAY_MAX_FORM_PAIRS)")
                            .asException();
                }
                takePair(body.substring(start, end), take);
            }
            start = end + 1;
        }
    }

    private static void takePair(String pair, BiConsumer<String, String> take) {
        int equals = pair.indexOf('=');
        var name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
        if (name.length() > LONGEST_NAME) {
            throw Refusal.tooLarge("the form has a name of more than " + LONGEST_NAME + " characters")
                    .asException();
        }
        if (!name.isEmpty()) {
            take.accept(name, equals < 0 ? "" : Percent.decode(pair.substring(equals + 1), true));
        }
    }

    /// `a[b][]` is `a`, `b` and the empty text; brackets below the fifth level are one name as they stand.
    private static List<String> segments(String name) {
        var segments = new ArrayList<String>();
        int open = name.indexOf('[');
        if (open < 0 || name.indexOf(']', open) < 0) {
            return List.of(name);
        }
        if (open > 0) {
            segments.add(name.substring(0, open));
        }
        int at = open;
        for (int depth = 0; depth < DEEPEST && at < name.length() && name.charAt(at) == '['; depth++) {
            int close = name.indexOf(']', at);
            if (close < 0) {
                break;
            }
            segments.add(name.substring(at + 1, close));
            at = close + 1;
        }
        if (at < name.length() && name.charAt(at) == '[') {
            segments.add(name.substring(at));
        }
        return segments;
    }

    /// Values by name; those that have only indexes for names are a list.
    private static final class Branch {
        private final Map<String, Object> values = new LinkedHashMap<>();
        private int pushed;

        /// @param path at least one segment
        void add(List<String> path, String value) {
            var name = path.getFirst();
            var key = name.isEmpty() ? nextIndex() : name;
            if (path.size() == 1) {
                values.merge(key, value, Branch::both);
                return;
            }
            var below = values.get(key);
            var branch = below instanceof Branch there ? there : new Branch();
            if (below != null && branch != below) {
                branch.values.put(branch.nextIndex(), below);
            }
            values.put(key, branch);
            branch.add(path.subList(1, path.size()), value);
        }

        private String nextIndex() {
            while (values.containsKey(Integer.toString(pushed))) {
                pushed++;
            }
            return Integer.toString(pushed++);
        }

        private static Object both(Object first, Object second) {
            var list = first instanceof Branch there ? there : new Branch();
            if (list != first) {
                list.values.put(list.nextIndex(), first);
            }
            list.values.put(list.nextIndex(), second);
            return list;
        }

        ObjectNode toObject() {
            var object = NODES.objectNode();
            values.forEach((name, value) -> object.set(name, toJson(value)));
            return object;
        }

        private static JsonNode toJson(Object value) {
            return value instanceof Branch branch
                    ? branch.isList() ? branch.toList() : branch.toObject()
                    : NODES.textNode((String) value);
        }

        /// Values that were pushed count as a list however many there are; written indexes up to the last allowed.
        private boolean isList() {
            return values.keySet().stream().allMatch(name -> indexIn(name) >= 0 && indexIn(name) <= maxIndex());
        }

        private int maxIndex() {
            return Math.max(LAST_INDEX, pushed);
        }

        private static int indexIn(String name) {
            boolean canonical = name.length() <= 4
                    && name.chars().allMatch(it -> it >= '0' && it <= '9')
                    && (name.length() == 1 || !name.startsWith("0"));
            return canonical && !name.isEmpty() ? Integer.parseInt(name) : -1;
        }

        private ArrayNode toList() {
            var ordered = new TreeMap<Integer, Object>();
            values.forEach((name, value) -> ordered.put(indexIn(name), value));
            var list = NODES.arrayNode();
            ordered.values().forEach(value -> list.add(toJson(value)));
            return list;
        }
    }
}
