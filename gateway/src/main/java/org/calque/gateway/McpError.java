package org.calque.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Json;

/// Why a message at `/mcp` is no call of anything: an error of JSON-RPC, on its way to the client. It has no
/// stack trace, since it surprises nobody.
final class McpError extends RuntimeException {
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL_ERROR = -32603;
    private static final int HEADER_MISMATCH = -32020;
    private static final int UNSUPPORTED_VERSION = -32022;

    private final int status;
    private final int code;
    private final transient JsonNode data;

    private McpError(int status, int code, String message, JsonNode data) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.data = data;
    }

    static McpError malformed(String why) {
        return new McpError(400, PARSE_ERROR, why, null);
    }

    static McpError invalidRequest(String why) {
        return new McpError(400, INVALID_REQUEST, why, null);
    }

    /// @param status of HTTP: protocol versions differ in it
    static McpError unknownMethod(int status, String method) {
        return new McpError(status, METHOD_NOT_FOUND, "there is no method '" + shortened(method) + "' here", null);
    }

    static McpError invalidParams(String why) {
        return new McpError(200, INVALID_PARAMS, why, null);
    }

    static McpError withoutMetadata(String why) {
        return new McpError(400, INVALID_PARAMS, why, null);
    }

    static McpError headerMismatch(String why) {
        return new McpError(400, HEADER_MISMATCH, why, null);
    }

    static McpError unsupportedVersion(String requested) {
        var data = Json.MAPPER.createObjectNode();
        var supported = data.putArray("supported");
        McpVersion.ALL.forEach(supported::add);
        data.put("requested", shortened(requested));
        return new McpError(400, UNSUPPORTED_VERSION, "Unsupported protocol version", data);
    }

    int status() {
        return status;
    }

    /// The message that tells it.
    ///
    /// @param id of the request; null when it could not be read
    ObjectNode message(JsonNode id) {
        return message(id, code, getMessage(), data);
    }

    /// What the gateway refuses without having understood the message, or because it failed itself.
    static ObjectNode message(JsonNode id, Refusal refusal) {
        return message(id, refusal.trueStatus() < 500 ? INVALID_REQUEST : INTERNAL_ERROR, refusal.text(), null);
    }

    private static ObjectNode message(JsonNode id, int code, String words, JsonNode data) {
        var message = McpMessage.answer(id);
        var error = message.putObject("error").put("code", code).put("message", words);
        if (data != null) {
            error.set("data", data);
        }
        return message;
    }

    static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
