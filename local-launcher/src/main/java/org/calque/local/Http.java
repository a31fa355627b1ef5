package org.calque.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Short HTTP/1.1 calls to the parts of this machine, by the plainest client of the JDK: the supervisor is to stay
/// small.
final class Http {
    private static final int LIMIT_MS = 10_000;

    /// What came back.
    record Answer(int status, String body, List<String> cookies) {}

    private Http() {}

    static Answer get(int port, String path) throws IOException {
        return answer(open("http://" + Settings.LOOPBACK + ":" + port + path));
    }

    static Answer post(String url, String json, Map<String, String> headers) throws IOException {
        var connection = open(url);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        headers.forEach(connection::setRequestProperty);
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
            out.write(json.getBytes(UTF_8));
        }
        return answer(connection);
    }

    private static HttpURLConnection open(String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MS);
        connection.setReadTimeout(LIMIT_MS);
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        var status = connection.getResponseCode();
        var cookies = connection.getHeaderFields().entrySet().stream()
                .filter(header -> "set-cookie".equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .toList();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, in == null ? "" : new String(in.readAllBytes(), UTF_8), cookies);
        }
    }
}
