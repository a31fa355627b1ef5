package org.calque.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The merge of JSON columns in the query language: objects are merged key by key at every depth, a null removes its
/// key, everything else, lists included, replaces what was there.
public final class DeepMerge {
    private DeepMerge() {}

    /// A new object: `change` merged into `stored`, neither of which is altered.
    ///
    /// @param stored may be null or JSON null, which count as empty
    public static ObjectNode merge(JsonNode stored, ObjectNode change) {
        ObjectNode merged =
                stored instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        change.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                merged.remove(field.getKey());
            } else if (value instanceof ObjectNode object) {
                merged.set(field.getKey(), merge(merged.get(field.getKey()), object));
            } else {
                merged.set(field.getKey(), value.deepCopy());
            }
        });
        return merged;
    }
}
