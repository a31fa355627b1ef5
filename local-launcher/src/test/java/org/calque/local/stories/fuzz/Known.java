package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// Ids that a caller was told, by the name of their field: the latest few of each.
final class Known {
    private static final int MOST = 8;
    private static final int LONGEST = 200;

    private final Map<String, Deque<JsonNode>> ids = new ConcurrentHashMap<>();

    /// Takes all ids out of a reply.
    void learn(JsonNode reply) {
        reply.properties().forEach(it -> {
            if (isId(it.getKey())
                    && it.getValue().isValueNode()
                    && it.getValue().asText().length() < LONGEST) {
                add(it.getKey(), it.getValue());
            }
            learn(it.getValue());
        });
        if (reply.isArray() && !reply.isEmpty()) {
            learn(reply.get(0));
        }
    }

    static boolean isId(String field) {
        return field.equals("id") || field.equals("token") || field.endsWith("_id");
    }

    void add(String field, JsonNode id) {
        var latest = ids.computeIfAbsent(field, any -> new ArrayDeque<>());
        synchronized (latest) {
            latest.addLast(id);
            if (latest.size() > MOST) {
                latest.removeFirst();
            }
        }
    }

    Optional<JsonNode> any(String field, Random random) {
        double draw = random.nextDouble();
        var latest = ids.get(field);
        if (latest == null) {
            return Optional.empty();
        }
        synchronized (latest) {
            return latest.stream().skip((long) (draw * latest.size())).findFirst();
        }
    }
}
