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

    private static byte[] request(int port, String path, String key, String body) {
        var basic = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
        var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Basic " + basic
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n";
        return (head + body).getBytes(UTF_8);
    }
}
