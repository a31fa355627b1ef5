package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.messages.Options.Checked;
import org.calque.messages.Options.Option;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BoundsTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @TestFactory
    Stream<DynamicTest> aValueBeyondALimitIsRefusedByNameAndOneAtTheLimitIsNot() {
        return requests()
                .flatMap(type -> Options.of(type).all().stream()
                        .filter(it -> it.checked() != null)
                        .map(it ->
                                DynamicTest.dynamicTest(type.getSimpleName() + "." + it.name(), () -> hold(type, it))));
    }

    private static void hold(Class<? extends Request> type, Option option) {
        var beyond = beyond(option.bounds());
        assertTrue(!beyond.isEmpty(), "nothing is beyond " + option);
        for (var value : beyond) {
            var checked = Options.of(type).checkLeniently(JSON.objectNode().set(option.name(), value));
            var error = assertInstanceOf(Checked.Wrong.class, checked, value.toString())
                    .error();
            assertTrue(error.startsWith(option.name() + " must "), error);
        }
        for (var value : within(option.bounds())) {
            var checked = Options.of(type).checkLeniently(JSON.objectNode().set(option.name(), value));
            assertInstanceOf(Checked.Fine.class, checked, value.toString());
        }
    }

    private static List<JsonNode> beyond(Bounds bounds) {
        var values = new ArrayList<JsonNode>();
        if (bounds.minimum() != null) {
            values.add(JSON.numberNode(bounds.minimum() - 1));
        }
        if (bounds.maximum() != null) {
            values.add(JSON.numberNode(bounds.maximum() + 1));
            values.add(JSON.textNode(String.valueOf(bounds.maximum() + 1)));
        }
        if (bounds.maxLength() != null) {
            values.add(JSON.textNode("é".repeat(bounds.maxLength() + 1)));
        }
        if (bounds.maxItems() != null) {
            values.add(items(bounds.maxItems() + 1));
        }
        if (bounds.values() != null) {
            values.add(JSON.textNode("no such value"));
            values.add(JSON.textNode(""));
        }
        return values;
    }

    private static List<JsonNode> within(Bounds bounds) {
        var values = new ArrayList<JsonNode>();
        Stream.of(bounds.minimum(), bounds.maximum())
                .filter(it -> it != null)
                .forEach(it -> values.add(JSON.numberNode(it)));
        if (bounds.maxLength() != null) {
            values.add(JSON.textNode("😀".repeat(bounds.maxLength())));
        }
        if (bounds.maxItems() != null) {
            values.add(items(bounds.maxItems()));
        }
        if (bounds.values() != null) {
            bounds.values().forEach(it -> values.add(JSON.textNode(it)));
        }
        return values;
    }

    private static JsonNode items(int count) {
        var items = JSON.arrayNode();
        for (int i = 0; i < count; i++) {
            items.add("x");
        }
        return items;
    }

    private static Stream<Class<? extends Request>> requests() {
        return Stream.<Stream<Class<? extends Request>>>of(
                        Arrays.stream(Event.values()).map(Event::request),
                        Arrays.stream(Route.values()).map(Route::request),
                        Arrays.stream(Function.values()).map(Function::request))
                .flatMap(it -> it)
                .distinct();
    }

    @Test
    void aRefusalSaysTheLimitAndTheValue() {
        assertEquals(
                List.of(
                        "n must be from 1 to 1000, but is 1001",
                        "n must be at least 0, but is -1",
                        "n must have at most 3 characters, but has 4",
                        "n must have at most 1 items, but has 2",
                        "n must be one of a, b, but is 'c'"),
                Stream.of(
                                new Bounds(1L, 1000L, null, null, null).refusal("n", JSON.numberNode(1001)),
                                new Bounds(0L, null, null, null, null).refusal("n", JSON.numberNode(-1)),
                                new Bounds(null, null, 3, null, null).refusal("n", JSON.textNode("four")),
                                new Bounds(null, null, null, 1, null).refusal("n", items(2)),
                                new Bounds(null, null, null, null, List.of("a", "b")).refusal("n", JSON.textNode("c")))
                        .map(it -> it.orElseThrow())
                        .collect(Collectors.toList()));
    }
}
