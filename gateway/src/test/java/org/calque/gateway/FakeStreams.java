package org.calque.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import org.calque.messages.Json;

/// A service whose streams tell what they were handed, or do what the `wish` in their query says.
final class FakeStreams {
    private FakeStreams() {}

    static void answer(HttpExchange http) throws IOException {
        var query = http.getRequestURI().getRawQuery();
        switch (query == null ? "" : query) {
            case "wish=part" -> part(http);
            case "wish=page" -> {
                http.getResponseHeaders().set("Content-Type", "text/html");
                http.getResponseHeaders().set("Set-Cookie", "remember_me=stolen");
                FakeServices.reply(http, 200, "<script>alert(1)</script>");
            }
            case "wish=trouble" ->
                FakeServices.reply(http, HttpURLConnection.HTTP_INTERNAL_ERROR, "<html>trouble</html>");
            case "wish=unchanged" -> http.sendResponseHeaders(HttpURLConnection.HTTP_NOT_MODIFIED, -1);
            case "wish=early" -> early(http);
            case "wish=endless" -> endless(http);
            default -> echo(http, query);
        }
    }

    private static void part(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("Content-Type", "application/octet-stream");
        http.getResponseHeaders().set("Content-Range", "bytes 2-4/10");
        http.getResponseHeaders().set("ETag", "\"1\"");
        FakeServices.reply(http, HttpURLConnection.HTTP_PARTIAL, "cde");
    }

    /// Answers, and lets pass only then what is still coming.
    private static void early(HttpExchange http) throws IOException {
        byte[] refusal = "{\"error\":\"too much\"}".getBytes(StandardCharsets.US_ASCII);
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(413, refusal.length + 1);
        try (var out = http.getResponseBody()) {
            out.write(refusal);
            out.flush();
            http.getRequestBody().transferTo(OutputStream.nullOutputStream());
            out.write('\n');
        }
    }

    /// Until the reader goes away.
    private static void endless(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("Content-Type", "text/event-stream");
        http.sendResponseHeaders(200, 0);
        try (var out = http.getResponseBody()) {
            while (true) {
                out.write(": here\n\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.onSpinWait();
            }
        }
    }

    private static void echo(HttpExchange http, String query) throws IOException {
        long size = http.getRequestBody().transferTo(OutputStream.nullOutputStream());
        var echo = Json.MAPPER.createObjectNode();
        echo.put("method", http.getRequestMethod()).put("query", query).put("size", size);
        echo.put("path", http.getRequestURI().getPath());
        var headers = echo.putObject("headers");
        http.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), String.join(",", values)));
        FakeServices.reply(http, 200, echo.toString());
    }
}
