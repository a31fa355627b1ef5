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
        mergeInto(merged, change);
        return merged;
    }

    /// Merges `change` into `target`, which is altered; `change` is not, and shares nothing with it afterwards.
    public static void mergeInto(ObjectNode target, ObjectNode change) {
        for (var field : change.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value instanceof ObjectNode object) {
                mergeInto(objectOf(target, field.getKey()), object);
            } else {
                target.set(field.getKey(), value.deepCopy());
            }
        }
    }

    /// What is no object yet becomes one.
    private static ObjectNode objectOf(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode object ? object : parent.putObject(key);
    }
}
