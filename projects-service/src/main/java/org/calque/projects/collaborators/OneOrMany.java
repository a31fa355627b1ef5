package org.calque.projects.collaborators;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// An option that holds one text or a list of them.
record OneOrMany(String option, List<String> texts, boolean isOne) {
    /// What was sent is neither, or too much.
    static final class Unfit extends Exception {
        Unfit(String message) {
            super(message, null, false, false);
        }
    }

    static OneOrMany of(String option, JsonNode given, int most) throws Unfit {
        if (given == null || given.isNull()) {
            throw new Unfit(option + " must be specified");
        }
        if (given.isTextual()) {
            return new OneOrMany(option, List.of(given.textValue()), true);
        }
        var texts = StreamSupport.stream(given.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
        if (!given.isArray() || texts.isEmpty() || texts.size() < given.size()) {
            throw new Unfit(option + " must be a string or a list of strings");
        }
        if (texts.size() > most) {
            throw new Unfit(option + " must name at most " + most);
        }
        return new OneOrMany(option, texts, false);
    }

    void checkAsManyAs(OneOrMany other) throws Unfit {
        if (texts.size() != other.texts.size()) {
            throw new Unfit(option + " and " + other.option + " must be lists of the same length");
        }
    }

    List<UUID> uuids() {
        return texts.stream().map(UUID::fromString).toList();
    }

    /// Texts may be secrets.
    @Override
    public String toString() {
        return texts.size() + " of " + option;
    }
}
