package org.calque.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A copy that was asked for.
public final class Copy {
    private static final Duration FIRST_LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    private final Calque calque;
    private final String copyId;

    Copy(Calque calque, String copyId) {
        this.calque = calque;
        this.copyId = copyId;
    }

    public String copyId() {
        return copyId;
    }

    /// Its row: `scheduled`, `started`, `finished`, `error` and more.
    public JsonNode status() {
        return calque.askSafely("v1/copy_path_status", Map.of("copy_path_id", copyId))
                .path("data");
    }

    /// Waits for its end. A copy that failed is thrown.
    ///
    /// @return its row; empty when it has not ended within `limit`, and goes on
    public Optional<JsonNode> await(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        for (var look = FIRST_LOOK; ; look = shorter(look.multipliedBy(2), LONGEST_LOOK)) {
            var row = status();
            if (row.hasNonNull("finished")) {
                if (row.hasNonNull("error")) {
                    throw new Refused(row.path("error").asText(), 200, row);
                }
                return Optional.of(row);
            }
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                return Optional.empty();
            }
            Server.pause(shorter(look, left));
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// Ends it, whether it waits or runs.
    public void cancel() {
        calque.askSafely("v2/copies/cancel", Map.of("copy_path_id", copyId));
    }
}
