package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/// What the functions of the bridge come to, which share a path.
record BridgeFunctions(JsonNode document) {
    private static final String RESULT = "x-calque-result";

    /// What finds the schema of the value that this call asks for; empty when it is no call of a function.
    Optional<String> resultOf(Call call) {
        if (!call.operation().path().startsWith("/api/conat/")) {
            return Optional.empty();
        }
        var name = nameIn(call.body());
        var calls = document.at(call.operation().request().orElseThrow() + "/$ref")
                .asText()
                .substring(1);
        for (var each : document.at(calls).path("oneOf")) {
            var pointer = each.path("$ref").asText().substring(1);
            if (document.at(pointer + "/properties/name/const").asText().equals(name)
                    && document.at(pointer).has(RESULT)) {
                return Optional.of(pointer + "/" + RESULT);
            }
        }
        return Optional.empty();
    }

    private static String nameIn(byte[] body) {
        try {
            return Corpus.JSON.readTree(body).path("name").asText();
        } catch (IOException noJson) {
            return "";
        }
    }
}
