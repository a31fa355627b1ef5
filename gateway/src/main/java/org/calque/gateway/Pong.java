package org.calque.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.calque.messages.Json;

/// Answers `ping` without asking anybody.
final class Pong {
    private record Written(long millis, String text) {}

    private static volatile Written now = new Written(0, "");

    private Pong() {}

    static byte[] to(String id) {
        return ("{\"event\":\"pong\",\"id\":" + id + ",\"now\":\"" + now() + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    /// The time in words, written once a millisecond.
    private static String now() {
        long millis = System.currentTimeMillis();
        var written = now;
        if (written.millis() != millis) {
            written = new Written(millis, Json.TIME.format(Instant.ofEpochMilli(millis)));
            now = written;
        }
        return written.text();
    }
}
