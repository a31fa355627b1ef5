package org.calque.gateway.pages.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.calque.gateway.pages.Moment;

/// A key as its owner sees it.
///
/// @param rotatedTo the key that has taken its place; 0 when there is none
public record KeyShown(
        long id,
        String name,
        String trunc,
        Moment created,
        Moment lastActive,
        Moment expire,
        boolean expired,
        long rotatedTo,
        List<String> scopes,
        List<String> projects,
        List<String> networks) {
    static KeyShown of(JsonNode key, InstantSource clock) {
        var name = key.path("name").asText("").strip();
        var expire = key.path("expire");
        return new KeyShown(
                key.path("id").asLong(),
                name.isEmpty() || key.path("name").isNull() ? "Key without a name" : name,
                key.path("trunc").asText(),
                Moment.in(key.path("created")),
                Moment.in(key.path("last_active")),
                Moment.in(expire),
                expire.isTextual() && Instant.parse(expire.textValue()).isBefore(clock.instant()),
                key.path("rotated_to").asLong(),
                texts(key.path("scopes")),
                texts(key.path("projects")),
                texts(key.path("networks")));
    }

    public boolean isLimited() {
        return !scopes.isEmpty() || !projects.isEmpty() || !networks.isEmpty();
    }

    /// The limits, in a line.
    public String limits() {
        var parts = new ArrayList<String>();
        if (!scopes.isEmpty()) {
            parts.add("only " + String.join(", ", scopes));
        }
        if (!projects.isEmpty()) {
            parts.add(projects.size() == 1 ? "one project" : projects.size() + " projects");
        }
        if (!networks.isEmpty()) {
            parts.add("from " + String.join(", ", networks));
        }
        return parts.isEmpty() ? "None: it may do all that you may" : String.join("; ", parts);
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
