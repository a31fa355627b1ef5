package org.calque.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import org.calque.messages.Json;

/// An account with one key of a hostile name, as the pages of the gateway under test see it.
final class FakeKeys {
    static final String SECRET = "sk-AbCdEfGhIjKlMnOp000007";
    static final String HOSTILE = "<script>alert('key')</script>";

    private FakeKeys() {}

    static void answer(HttpExchange http) throws IOException {
        var body = Json.MAPPER.readTree(http.getRequestBody().readAllBytes());
        FakeServices.reply(
                http,
                200,
                switch (body.path("action").asText()) {
                    case "get" ->
                        body.path("id").asInt(7) == 7 ? "{\"response\":[" + key(null) + "]}" : "{\"response\":[null]}";
                    case "create" -> "{\"response\":[" + key(SECRET) + "]}";
                    case "audit" -> "{\"response\":[]}";
                    default -> "{\"error\":\"no " + HOSTILE + "\"}";
                });
    }

    private static String key(String secret) {
        var key = Json.MAPPER.createObjectNode();
        key.put("id", 7).put("name", HOSTILE).put("trunc", "sk-...000007").put("created", "2026-11-21T08:00:00.000Z");
        key.putNull("expire").putNull("last_active");
        if (secret != null) {
            key.put("secret", secret);
        }
        return key.toString();
    }
}
