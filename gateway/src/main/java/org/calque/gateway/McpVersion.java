package org.calque.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// The versions of the Model Context Protocol that are spoken, and which of them a request speaks. The present one has
/// no handshake: each request says its version, in its body and in a header. Those before begin with `initialize`.
final class McpVersion {
    static final String PRESENT = "2026-07-28";

    /// Newest first.
    private static final List<String> WITH_HANDSHAKE = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    static final List<String> ALL =
            Stream.concat(Stream.of(PRESENT), WITH_HANDSHAKE.stream()).toList();

    private static final String META = "io.modelcontextprotocol/";
    private static final String ENCODED = "=?base64?";

    private McpVersion() {}

    /// What is agreed upon in a handshake: what the client asks for, or the newest.
    static String agreed(ObjectNode params) {
        var asked = params.path("protocolVersion").asText();
        return WITH_HANDSHAKE.contains(asked) ? asked : WITH_HANDSHAKE.getFirst();
    }

    /// Whether a request is one of the present version, which stands alone.
    ///
    /// @throws McpError when it is of a version that is not spoken, or says two things at once
    static boolean isPresent(HttpServerRequest http, McpMessage message) {
        var header = http.getHeader("MCP-Protocol-Version");
        var said = message.params().path("_meta").path(META + "protocolVersion");
        if (!said.isTextual()) {
            if (PRESENT.equals(header)) {
                throw McpError.withoutMetadata("params._meta lacks " + META + "protocolVersion");
            }
            if (header != null
                    && !WITH_HANDSHAKE.contains(header)
                    && !message.method().equals("initialize")) {
                throw McpError.unsupportedVersion(header);
            }
            return false;
        }
        mustBe("MCP-Protocol-Version", header, said.textValue());
        if (!said.textValue().equals(PRESENT)) {
            throw McpError.unsupportedVersion(said.textValue());
        }
        mustBe("Mcp-Method", http.getHeader("Mcp-Method"), message.method());
        if (message.method().equals("tools/call")) {
            mustBe(
                    "Mcp-Name",
                    decoded(http.getHeader("Mcp-Name")),
                    message.params().path("name").asText());
        }
        if (!message.params().path("_meta").path(META + "clientCapabilities").isObject()) {
            throw McpError.withoutMetadata("params._meta lacks " + META + "clientCapabilities");
        }
        return true;
    }

    /// Adds what every answer of the present version has.
    static ObjectNode complete(ObjectNode result, ObjectNode serverInfo) {
        result.put("resultType", "complete");
        result.putObject("_meta").set(META + "serverInfo", serverInfo);
        return result;
    }

    private static void mustBe(String header, String value, String inBody) {
        if (value == null) {
            throw McpError.headerMismatch("Header mismatch: " + header + " is missing");
        }
        if (!value.equals(inBody)) {
            throw McpError.headerMismatch("Header mismatch: " + header + " is not what the body says");
        }
    }

    private static String decoded(String header) {
        if (header == null || !header.startsWith(ENCODED) || !header.endsWith("?=")) {
            return header;
        }
        try {
            var base64 = header.substring(ENCODED.length(), header.length() - 2);
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | IndexOutOfBoundsException notBase64) {
            return header;
        }
    }
}
