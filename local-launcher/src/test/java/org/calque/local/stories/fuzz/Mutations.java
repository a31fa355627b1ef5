package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Changes one thing of a request that means something.
final class Mutations {
    private static final int ONE_IN_MANY = 40;

    private final Random random;
    private final Values values;

    /// Where a value stands.
    ///
    /// @param remove null where it cannot go
    private record Place(JsonNode value, Consumer<JsonNode> set, Runnable remove) {}

    Mutations(Random random) {
        this.random = random;
        this.values = new Values(random);
    }

    void change(ObjectNode request) {
        var places = new ArrayList<Place>();
        collect(request, places);
        if (places.isEmpty() || random.nextInt(12) == 0) {
            request.set(random.nextBoolean() ? "extra" : values.text().asText(), values.any());
            return;
        }
        change(places.get(random.nextInt(places.size())));
    }

    private void change(Place place) {
        var was = place.value();
        switch (random.nextInt(8)) {
            case 0 -> place.remove().run();
            case 1 -> place.set().accept(JsonNodeFactory.instance.nullNode());
            case 2 -> place.set().accept(values.any());
            case 3 -> place.set().accept(values.number());
            case 4 -> place.set().accept(inAList(was));
            default -> place.set().accept(sameType(was));
        }
    }

    private JsonNode inAList(JsonNode value) {
        return random.nextInt(ONE_IN_MANY) == 0
                ? values.longList(value)
                : JsonNodeFactory.instance.arrayNode().add(value);
    }

    private JsonNode sameType(JsonNode was) {
        return switch (was.getNodeType()) {
            case NUMBER -> random.nextBoolean() ? values.besides(was) : values.number();
            case STRING -> values.text();
            case BOOLEAN -> JsonNodeFactory.instance.booleanNode(!was.asBoolean());
            default -> values.any();
        };
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(it -> {
                places.add(new Place(
                        it.getValue(), value -> object.set(it.getKey(), value), () -> object.remove(it.getKey())));
                collect(it.getValue(), places);
            });
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                places.add(new Place(list.get(i), value -> list.set(at, value), () -> list.remove(at)));
                collect(list.get(i), places);
            }
        }
    }
}
