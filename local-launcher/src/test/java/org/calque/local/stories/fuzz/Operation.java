package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One thing that can be called, as the published OpenAPI tells of it.
///
/// @param method in capitals
/// @param path   whole
/// @param told   what the document says of it
record Operation(String method, String path, JsonNode told) {
    static final String JSON = "application/json";

    static List<Operation> all(JsonNode document) {
        var operations = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(it -> operations.add(
                                new Operation(it.getKey().toUpperCase(Locale.ROOT), path.getKey(), it.getValue()))));
        return operations;
    }

    /// What finds the schema of a JSON request in the document; empty when it takes none.
    Optional<String> request() {
        return told.at("/requestBody/content/application~1json/schema").isMissingNode()
                ? Optional.empty()
                : Optional.of(pointer() + "/requestBody/content/application~1json/schema");
    }

    /// Whether it takes a body that is not JSON.
    boolean takesBytes() {
        return told.at("/requestBody/content").has("application/octet-stream");
    }

    /// What stands in the query.
    JsonNode parameters() {
        return told.path("parameters");
    }

    /// What finds the schema of a reply in the document; empty when it tells of no such reply.
    ///
    /// @param type the media type, without parameters
    Optional<String> reply(int status, String type) {
        var responses = told.path("responses");
        var named = responses.has(Integer.toString(status)) ? Integer.toString(status) : "default";
        var media = responses.path(named).path("content");
        return List.of(type, "*/*").stream()
                .filter(media::has)
                .findFirst()
                .map(it -> pointer() + "/responses/" + named + "/content/" + escaped(it) + "/schema");
    }

    /// Whether the document says that a reply of this status has no body.
    boolean repliesWithNothing(int status) {
        var response = told.path("responses").path(Integer.toString(status));
        return response.isObject() && !response.has("content");
    }

    /// Whether its description says that it is refused in these words.
    boolean tellsOf(String refusal) {
        return !refusal.isBlank() && told.path("description").asText().contains(refusal.strip());
    }

    private String pointer() {
        return "/paths/" + escaped(path) + "/" + method.toLowerCase(Locale.ROOT);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
