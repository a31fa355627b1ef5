package org.calque.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.calque.messages.Json;

/// The JSON that a service is handed.
///
/// @param length how many of the bytes count
record Payload(byte[] bytes, int length) {
    static final Payload EMPTY_OBJECT = of("{}".getBytes(StandardCharsets.US_ASCII));

    static Payload of(byte[] bytes) {
        return new Payload(bytes, bytes.length);
    }

    static Payload of(JsonNode json) {
        try {
            return of(Json.MAPPER.writeValueAsBytes(json));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("a tree of JSON can always be written", unwritable);
        }
    }
}
