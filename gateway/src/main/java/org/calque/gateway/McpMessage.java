package org.calque.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.calque.messages.Json;

/// A message of JSON-RPC 2.0 as clients send it, one to a body.
///
/// @param id    a string or an integer; null for a notification, which nobody answers
/// @param given its parameters, as they came; null when there are none
record McpMessage(JsonNode id, String method, JsonNode given) {
    private static final String VERSION = "2.0";

    boolean isNotification() {
        return id == null;
    }

    /// @throws McpError when they are no object
    ObjectNode params() {
        return switch (given) {
            case null -> Json.MAPPER.createObjectNode();
            case ObjectNode params -> params;
            default -> throw McpError.invalidParams("params must be an object");
        };
    }

    /// The beginning of an answer.
    ///
    /// @param id null when the request had none that could be read
    static ObjectNode answer(JsonNode id) {
        var message = Json.MAPPER.createObjectNode().put("jsonrpc", VERSION);
        return id == null ? message : message.set("id", id);
    }

    /// Reads messages of at most so many values, names and brackets.
    static final class Reader {
        private final ObjectReader json;

        Reader(long maxTokens) {
            json = JsonMapper.builder(ClientJson.factory(maxTokens))
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .reader();
        }

        /// @throws McpError when it is no message, or one that nobody waits for here
        McpMessage read(Body body) {
            try {
                return message(json.readTree(body.bytes(), 0, body.length()));
            } catch (StreamConstraintsException tooMuch) {
                throw McpError.malformed("the message is nested too deeply or has too many values"
                        + " (setting CALQUE_GATEWAY_MAX_JSON_TOKENS)");
            } catch (JsonProcessingException malformed) {
                throw McpError.malformed("the body is not valid JSON: " + malformed.getOriginalMessage());
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private static McpMessage message(JsonNode read) {
            if (read.isArray()) {
                throw McpError.invalidRequest("batches are not taken; send each message by itself");
            }
            if (!(read instanceof ObjectNode message)
                    || !VERSION.equals(message.path("jsonrpc").textValue())) {
                throw McpError.invalidRequest("the body must be a message of JSON-RPC 2.0");
            }
            if (!message.path("method").isTextual()) {
                throw McpError.invalidRequest("the message must be a request or a notification, with a method");
            }
            var id = message.get("id");
            if (id != null && !id.isTextual() && !id.isIntegralNumber()) {
                throw McpError.invalidRequest("id must be a string or an integer");
            }
            return new McpMessage(id, message.path("method").textValue(), message.get("params"));
        }
    }
}
