package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTimeTest {
    @Test
    void timesAreWrittenAsTheirFormatSays() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (int n = 0; n < 20_000; n++) {
            var time = Instant.ofEpochSecond(
                    random.nextLong(-70_000_000_000L, 260_000_000_000L), random.nextInt(1_000_000_000));
            assertEquals(Json.TIME.format(time), Json.time(time), () -> "seed " + seed);
        }
    }

    @Test
    void theFirstAndTheLastTimesOfTheirKindAreWritten() {
        for (var text :
                new String[] {"1970-01-01T00:00:00.000Z", "0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"}) {
            assertEquals(text, Json.time(Instant.parse(text)));
        }
        var far = Instant.parse("+10000-01-01T00:00:00Z");
        assertEquals(Json.TIME.format(far), Json.time(far));
    }
}
