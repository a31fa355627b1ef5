package org.calque.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;

/// One kind of request to one server, ready to be sent.
///
/// @param requests whole requests with their headers, sent in turn
/// @param failure  a text that no good answer contains
record Target(int port, List<byte[]> requests, String failure) {

    /// JSON posted with an API key.
    ///
    /// @param bodies sent in turn
    static Target post(int port, String path, String key, List<String> bodies, String failure) {
        return new Target(
                port,
                bodies.stream().map(body -> request(port, path, key, body)).toList(),
                failure);
    }

    /// JSON posted with an `Authorization` of any kind.
    static Target postAs(String authorization, int port, String path, String body) {
        return new Target(port, List.of(requestAs(authorization, port, path, body)), RunningSystem.ERROR);
    }

    private static byte[] request(int port, String path, String key, String body) {
        var basic = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
        return requestAs("Basic " + basic, port, path, body);
    }

    private static byte[] requestAs(String authorization, int port, String path, String body) {
        var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: " + authorization
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n";
        return (head + body).getBytes(UTF_8);
    }
}
